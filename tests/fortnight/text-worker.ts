import { createCampaigns } from '@ringback/shared/db/campaigns.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import { createConversations } from '@ringback/shared/db/conversations.ts';
import { createMessages, type Messages } from '@ringback/shared/db/messages.ts';
import { createReplies } from '@ringback/shared/db/replies.ts';
import { createSwitches } from '@ringback/shared/db/switches.ts';
import { checkTexts } from '@ringback/shared/jobs/check-texts.ts';
import { endIdleConversations } from '@ringback/shared/jobs/end-idle-conversations.ts';
import { smsFollowup } from '@ringback/shared/jobs/sms-followup.ts';
import { smsReply } from '@ringback/shared/jobs/sms-reply.ts';
import { sweepTexts } from '@ringback/shared/jobs/sweep-texts.ts';
import { createTwilioTexts } from '@ringback/shared/providers/sms/twilio.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import { createAskCarrier } from '@ringback/sms-worker/ask-carrier.ts';
import { createCheckTexts } from '@ringback/sms-worker/check-texts.ts';
import type { Config } from '@ringback/sms-worker/config.ts';
import { createEndIdle } from '@ringback/sms-worker/end-idle.ts';
import { createNotSent } from '@ringback/sms-worker/not-sent.ts';
import { createRestingSenders } from '@ringback/sms-worker/resting-senders.ts';
import { createSendSoon } from '@ringback/sms-worker/send-soon.ts';
import { createSendText } from '@ringback/sms-worker/send-text.ts';
import { createSoundAlarm } from '@ringback/sms-worker/sound-alarm.ts';
import { createSweepTexts } from '@ringback/sms-worker/sweep-texts.ts';
import { createTextMetrics } from '@ringback/sms-worker/text-metrics.ts';
import { wireReplies } from '@ringback/sms-worker/wire-replies.ts';
import type { AdversarialQueue } from './adversarial-queue.ts';
import type { Dice } from './dice.ts';

type Deps = {
  config: Config;
  db: Db;
  queue: AdversarialQueue;
  dice: Dice;
  /** The share of texts after whose acceptance the process dies before it has written that down. */
  crash: number;
  uuid: () => string;
  now: () => Date;
  log: Logger;
};

/** The processors of sms-worker, wired as its service wires them, over a queue that cannot be trusted. */
export function wireTextWorker({ config, db, queue, dice, crash, uuid, now, log }: Deps) {
  const messages = dying(createMessages(db), dice, crash);
  const replies = createReplies(db);
  const conversations = createConversations(db);
  const provider = createTwilioTexts(config.twilio);
  const metrics = createTextMetrics(createMetrics('fortnight'));
  const { optOutScope } = config;
  const resting = createRestingSenders();
  const sendSoon = createSendSoon({ enqueue: queue.enqueue, log });
  const campaigns = createCampaigns(db);
  const switches = createSwitches(db);
  const soundAlarm = createSoundAlarm({ campaigns, conversations, switches, metrics, now });
  const notSent = createNotSent({ messages, soundAlarm, resting, metrics, optOutScope, now });
  const askCarrier = createAskCarrier({ messages, provider, soundAlarm, optOutScope, now });
  const { policy, segmentUsd } = config;

  queue.on(
    smsFollowup,
    createSendText({
      ...{ messages, provider, notSent, resting, metrics, policy, segmentUsd, now },
      worker: 'fortnight',
    }),
  );
  queue.on(
    smsReply,
    wireReplies(config, { db, replies, conversations, sendSoon, metrics, uuid, now }),
  );
  const sweep = createSweepTexts({ messages, replies, conversations, producer: queue, now });
  const check = createCheckTexts({ messages, askCarrier, now });
  const endIdle = createEndIdle({ conversations, days: config.noResponseDays, now });
  const context = { log, signal: new AbortController().signal, attempt: 1 };

  return {
    sweep: () => sweep(sweepTexts.payload.parse({}), context),
    check: () => check(checkTexts.payload.parse({}), context),
    endIdle: () => endIdle(endIdleConversations.payload.parse({ run: 'schedule' }), context),
  };
}

/** The carrier has the text, and the process that sent it is gone. */
function dying(messages: Messages, dice: Dice, share: number): Messages {
  return {
    ...messages,
    async recordSent(...order) {
      if (dice.chance(share)) throw new AppError('database_unavailable', 'The process has died.');
      return messages.recordSent(...order);
    },
  };
}
