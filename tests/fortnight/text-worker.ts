import type { Db } from '@ringback/shared/db/client.ts';
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
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import { chance } from '@ringback/simulator/chance.ts';
import type { Config } from '@ringback/sms-worker/config.ts';
import { createTextMetrics } from '@ringback/sms-worker/text-metrics.ts';
import { wireTexts } from '@ringback/sms-worker/wire-texts.ts';
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

/** The processors of sms-worker over a queue that cannot be trusted, and rows around which it dies. */
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
  const words = mortal(createWordsJudged(db), { ...fate, names: ['begin', 'record', 'release'] });
  const { sendText, reply, judgeTexts, sweep, check, endIdle, findLost } = wireTexts(config, {
    ...{ db, messages, replies, conversations, words, producer: queue, uuid, now, log },
    inboundTexts: mortal(deps.hearing.through(createInboundTexts(db)), {
      ...fate,
      names: ['receive'],
    }),
    activeLeads: { find: async () => null, set: async () => undefined },
    // Who dies asks nobody again, and gives nothing up.
    askAgain: (ask) => ask(),
    metrics: createTextMetrics(createMetrics('fortnight')),
    worker: 'fortnight',
  });
  queue.on(smsFollowup, sendText);
  queue.on(smsReply, reply);
  queue.on(judgeWords, judgeTexts);
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
