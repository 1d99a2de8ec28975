import type { Db } from '@ringback/shared/db/client.ts';
import { createSoundAlarm } from '@ringback/shared/db/health/sound-alarm.ts';
import { createSwitches } from '@ringback/shared/db/switches.ts';
import { createCampaigns } from '@ringback/shared/db/texts/campaigns.ts';
import { createConversations } from '@ringback/shared/db/texts/conversations.ts';
import { createInboundTexts } from '@ringback/shared/db/texts/inbound-texts.ts';
import { createMessages } from '@ringback/shared/db/texts/messages.ts';
import { createReplies, type Replies } from '@ringback/shared/db/texts/replies.ts';
import { createWordsJudged } from '@ringback/shared/db/texts/words-judged.ts';
import {
  checkTexts,
  endIdleConversations,
  findLostTexts,
  judgeWords,
  smsFollowup,
  smsReply,
  sweepTexts,
} from '@ringback/shared/jobs/catalog.ts';
import { createTextProviders } from '@ringback/shared/providers/sms/providers.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import { chance } from '@ringback/simulator/chance.ts';
import type { Config } from '@ringback/sms-worker/config.ts';
import { createAskCarrier } from '@ringback/sms-worker/reconcile/ask-carrier.ts';
import { createCheckTexts } from '@ringback/sms-worker/reconcile/check-texts.ts';
import { wireInbound } from '@ringback/sms-worker/reconcile/wire-inbound.ts';
import { wireReplies } from '@ringback/sms-worker/reply/wire-replies.ts';
import { createNotSent } from '@ringback/sms-worker/send/not-sent.ts';
import { createSendSoon } from '@ringback/sms-worker/send/send-soon.ts';
import { createSendText } from '@ringback/sms-worker/send/send-text.ts';
import { createEndIdle } from '@ringback/sms-worker/sweep/end-idle.ts';
import { createSweepTexts } from '@ringback/sms-worker/sweep/sweep-texts.ts';
import { createTextMetrics } from '@ringback/sms-worker/text-metrics.ts';
import type { AdversarialQueue } from './adversarial-queue.ts';
import type { Dice } from './dice.ts';
import type { Hearing } from './hearing.ts';
import { dead, mortal } from './mortal.ts';
import type { Staff } from './staff.ts';
import type { Tally } from './tally.ts';
import type { Work } from './work.ts';

type Deps = {
  config: Config;
  db: Db;
  queue: AdversarialQueue;
  dice: Dice;
  seed: number;
  /** The share of writes around which the process dies. */
  crash: number;
  hearing: Pick<Hearing, 'through'>;
  staff: Pick<Staff, 'bargeIn'>;
  uuid: () => string;
  now: () => Date;
  work: Work;
  tally: Tally;
  log: Logger;
};

/** How often a person writes in the very moment in which the agent does. */
const BARGES_IN = 0.12;

/** The processors of sms-worker, wired as its service wires them, over a queue that cannot be trusted. */
export function wireTextWorker(deps: Deps) {
  const { config, db, queue, dice, crash, uuid, now, tally, log } = deps;
  const fate = { share: crash, dice, tally };
  const messages = {
    ...mortal(createMessages(db), {
      ...fate,
      names: ['begin', 'recordSent', 'release', 'recordDelivery', 'recordLookup', 'hold'],
    }),
    giveUp: dead,
  };
  const replies = mortal(crowded(createReplies(db), deps), {
    ...fate,
    names: ['begin', 'saveDraft', 'handOver', 'release'],
  });
  const conversations = mortal(createConversations(db), { ...fate, names: ['end'] });
  const providerOf = createTextProviders(config.providers);
  const metrics = createTextMetrics(createMetrics('fortnight'));
  const { optOutScope } = config.inbound;
  const sendSoon = createSendSoon({ enqueue: queue.enqueue, log });
  const campaigns = createCampaigns(db);
  const switches = createSwitches(db);
  const soundAlarm = createSoundAlarm({ campaigns, conversations, switches, now });
  const notSent = createNotSent({ messages, replies, soundAlarm, metrics, optOutScope, now });
  const askCarrier = createAskCarrier({ messages, providerOf, soundAlarm, optOutScope, now });
  const { policy, ceilings, segmentUsd, noticesPerDay, textsPerSecond } = config;

  queue.on(
    smsFollowup,
    createSendText({
      ...{ messages, providerOf, notSent, metrics, policy, ceilings, segmentUsd, noticesPerDay },
      ...{ textsPerSecond, now },
      worker: 'fortnight',
      // Who dies asks nobody again, and gives nothing up.
      askAgain: (ask) => ask(),
      uuid,
    }),
  );
  const words = mortal(createWordsJudged(db), { ...fate, names: ['begin', 'record', 'release'] });
  const answering = { db, replies, words, conversations, sendSoon, metrics, log, uuid, now };
  const { reply, judgeTexts } = wireReplies(config, answering);
  queue.on(smsReply, reply);
  queue.on(judgeWords, judgeTexts);
  const sweep = createSweepTexts({
    ...{ messages, replies, conversations, words, producer: queue, now },
  });
  const check = createCheckTexts({ messages, askCarrier, now });
  const endIdle = createEndIdle({ conversations, days: config.noResponseDays, now });
  const findLost = wireInbound(config, {
    ...{ db, messages, providerOf, sendSoon, uuid, now, log },
    inboundTexts: mortal(deps.hearing.through(createInboundTexts(db)), {
      ...fate,
      names: ['receive'],
    }),
    activeLeads: { find: async () => null, set: async () => undefined },
    enqueue: queue.enqueue,
  });
  const context = { log, signal: new AbortController().signal, attempt: 1 };

  return {
    sweep: () => sweep(sweepTexts.payload.parse({}), context),
    check: () => check(checkTexts.payload.parse({}), context),
    findLost: () => findLost(findLostTexts.payload.parse({}), context),
    /** Dies now and then, as everything here; the next round goes on. */
    async endIdle(): Promise<void> {
      const payload = endIdleConversations.payload.parse({ run: 'schedule' });
      await endIdle(payload, context).catch(() => tally.count('end of silence put off'));
    },
  };
}

/** Other people work here too: one writes while the agent thinks, or just before or after its draft. */
function crowded(replies: Replies, { staff, seed, work, tally }: Deps): Replies {
  type Talk = Parameters<Staff['bargeIn']>[0];
  const planned = new Map<string, { talk: Talk; when: 'before' | 'after' }>();
  return {
    ...replies,
    async begin(...order) {
      const turn = await replies.begin(...order);
      if (turn.verdict !== 'go') return turn;
      const { conversation, in_reply_to_seq: seq } = turn;
      const drawn = (what: string) => chance(seed, 'barge', conversation.lead_phone, seq, what);
      if (drawn('at all') >= BARGES_IN) return turn;
      const moment = drawn('when');
      if (moment < 0.4) {
        tally.count('barged in: while it thinks');
        work.add('barge in', staff.bargeIn(conversation));
      } else {
        const when = moment < 0.7 ? 'before' : 'after';
        planned.set(conversation.id, { talk: conversation, when });
      }
      return turn;
    },
    async saveDraft(draft, now) {
      const plan = planned.get(draft.conversation_id);
      planned.delete(draft.conversation_id);
      const bargeIn = async (when: 'before' | 'after') => {
        if (plan?.when !== when) return;
        tally.count(`barged in: just ${when} the draft`);
        await staff.bargeIn(plan.talk);
      };
      await bargeIn('before');
      const saved = await replies.saveDraft(draft, now);
      await bargeIn('after');
      return saved;
    },
  };
}
