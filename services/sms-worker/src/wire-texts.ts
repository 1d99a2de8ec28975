import type { Db } from '@ringback/shared/db/client.ts';
import { createSoundAlarm } from '@ringback/shared/db/health/sound-alarm.ts';
import { createSwitches } from '@ringback/shared/db/switches.ts';
import { createCampaigns } from '@ringback/shared/db/texts/campaigns.ts';
import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import type { InboundTexts } from '@ringback/shared/db/texts/inbound-texts.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import type { Replies } from '@ringback/shared/db/texts/replies.ts';
import type { WordsJudged } from '@ringback/shared/db/texts/words-judged.ts';
import { createTextProviders } from '@ringback/shared/providers/sms/providers.ts';
import type { ActiveLeads } from '@ringback/shared/queue/active-leads.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import type { AskAgain } from '@ringback/shared/runtime/ask-again.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Config } from './config.ts';
import { wireMedia } from './media/wire-media.ts';
import { wireNotifications } from './notify/wire-notifications.ts';
import { createAskCarrier } from './reconcile/ask-carrier.ts';
import { createCheckTexts } from './reconcile/check-texts.ts';
import { wireInbound } from './reconcile/wire-inbound.ts';
import { wireReplies } from './reply/wire-replies.ts';
import { createSendSoon } from './send/send-soon.ts';
import { wireSending } from './send/wire-sending.ts';
import { createEndIdle } from './sweep/end-idle.ts';
import { createSweepTexts } from './sweep/sweep-texts.ts';
import type { TextMetrics } from './text-metrics.ts';

type Deps = {
  db: Db;
  messages: Messages;
  replies: Replies;
  conversations: Conversations;
  words: WordsJudged;
  inboundTexts?: Pick<InboundTexts, 'receive'>;
  activeLeads: Pick<ActiveLeads, 'find' | 'set'>;
  producer: Pick<Producer, 'enqueue' | 'enqueueAll' | 'revive'>;
  askAgain: AskAgain;
  takeInLeft?: () => Promise<number>;
  waiting?: () => Promise<number>;
  metrics: TextMetrics;
  /** The worker that claims a text; stands in the text's row. */
  worker: string;
  uuid: () => string;
  now: Now;
  log: Logger;
};

/** What sms-worker does for each of its jobs, over the given rows, queue and clock. */
export function wireTexts(config: Config, deps: Deps) {
  const { db, messages, replies, conversations, words, producer, askAgain } = deps;
  const { metrics, uuid, now, log } = deps;
  const { optOutScope } = config.inbound;
  const { enqueue } = producer;
  const providerOf = createTextProviders(config.providers);
  const sendSoon = createSendSoon({ enqueue, log });
  const soundAlarm = createSoundAlarm({
    campaigns: createCampaigns(db),
    conversations,
    switches: createSwitches(db),
    observe: (alarm) => metrics.alarms.inc({ alarm }),
    now,
  });
  const askCarrier = createAskCarrier({ messages, providerOf, soundAlarm, optOutScope, now });
  return {
    sendText: wireSending(config, {
      ...{ messages, replies, providerOf, soundAlarm, metrics, askAgain, uuid, now },
      worker: deps.worker,
    }),
    ...wireReplies(config, {
      ...{ db, words, replies, conversations, sendSoon, metrics, log, uuid, now },
    }),
    sweep: createSweepTexts({
      ...{ messages, replies, conversations, words, producer, now },
      ...(deps.takeInLeft && { takeInLeft: deps.takeInLeft }),
      ...(deps.waiting && { waiting: deps.waiting }),
    }),
    ...wireMedia(config, { db, producer, now }),
    ...wireNotifications(config, { db, providerOf, producer, metrics, now }),
    check: createCheckTexts({ messages, askCarrier, now }),
    endIdle: createEndIdle({ conversations, days: config.noResponseDays, now }),
    findLost: wireInbound(config, {
      ...{ db, messages, providerOf, enqueue, sendSoon, uuid, now, log },
      activeLeads: deps.activeLeads,
      ...(deps.inboundTexts && { inboundTexts: deps.inboundTexts }),
    }),
  };
}
