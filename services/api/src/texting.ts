import type { Db } from '@ringback/shared/db/client.ts';
import { createReadNumberHistories } from '@ringback/shared/db/number-history.ts';
import { createSoundAlarm } from '@ringback/shared/db/sound-alarm.ts';
import { createWordsJudged } from '@ringback/shared/db/words-judged.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone.ts';
import { createRecordInbound } from '@ringback/shared/inbound/record-inbound.ts';
import { createWhoIs } from '@ringback/shared/inbound/who-is.ts';
import type { Verify } from '@ringback/shared/providers/signed-request.ts';
import type { ActiveLeads } from '@ringback/shared/queue/active-leads.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import type { Ids } from '@ringback/shared/runtime/ids.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Router } from 'express';
import type { ApiMetrics } from './api-metrics.ts';
import type { Config } from './config.ts';
import { type Arrivals, createArrivals } from './http/arrivals.ts';
import type { Authenticate } from './http/authenticate.ts';
import type { BodyRoom } from './http/body-room.ts';
import type { Route } from './http/route.ts';
import { createQueueText } from './queue-text.ts';
import type { Repositories } from './repositories.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { consentRoutes } from './routes/consent.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { createImportLeads } from './routes/import/import-leads.ts';
import { createReadRow } from './routes/import/read-row.ts';
import { importRoutes } from './routes/import/routes.ts';
import { leadSourceRoutes } from './routes/lead-sources.ts';
import { moveEnrollmentRoute } from './routes/move-enrollment.ts';
import { retryMessageRoute } from './routes/retry-message.ts';
import { senderRoutes } from './routes/senders.ts';
import { smsFollowupRoutes } from './routes/sms-followup.ts';
import { wordsVerdictRoute } from './routes/words-verdict.ts';
import type { RecordOrKeep } from './webhooks/record-or-keep.ts';
import { createAnswerInboundRetell } from './webhooks/retell/answer-inbound.ts';
import { createRecordRetell } from './webhooks/retell/record-retell.ts';
import { retellRoutes } from './webhooks/retell/routes.ts';
import { createRetellVerify } from './webhooks/retell/verify.ts';
import { createRecordDelivery } from './webhooks/texts/record-delivery.ts';
import { createRecordText, type RecordText } from './webhooks/texts/record-text.ts';
import { textWebhookRoutes } from './webhooks/twilio/text-routes.ts';

type Deps = {
  config: Config;
  db: Db;
  repositories: Repositories;
  activeLeads: ActiveLeads;
  enqueue: Enqueue;
  readPhone: (text: string) => ParsedPhone;
  /** When each request reached us; a house without a door of its own has none. */
  arrivals?: Pick<Arrivals, 'of' | 'read'>;
  ids: Ids;
  log: Logger;
  now: () => Date;
};

export type Texting = {
  routes: Route[];
  /** Writes what was told about texts; the spool tells it again after an outage. */
  recordText: RecordText;
  webhooks: (door: Door) => Router[];
};

type Door = {
  verifyCarrier: Verify;
  recordOrKeep: RecordOrKeep;
  authenticate: Authenticate;
  metrics: ApiMetrics;
  bodyRoom: BodyRoom;
};

/** The texting side of the api, wired: campaigns, conversations, and what carriers tell. */
export function createTexting(deps: Deps): Texting {
  const { config, db, repositories, activeLeads, enqueue, readPhone, ids, log, now } = deps;
  const { leads, campaigns, enrollments, conversations, messages, agents, decisions } =
    repositories;
  const { optOutScope } = config.texts;
  const arrivals = deps.arrivals ?? createArrivals(now);
  const newId = ids.uuid;
  const queueText = createQueueText({ enqueue, log, now });
  const defaultSender = config.texts.sender;

  const whoIs = createWhoIs({
    activeLeads,
    readHistory: createReadNumberHistories(db),
    log,
  });
  const recordInbound = createRecordInbound({
    inboundTexts: repositories.inboundTexts,
    whoIs,
    enqueue,
    sendSoon: (messageId) => queueText(messageId, null),
    readPhone,
    rules: config.texts,
    log,
    newId,
  });
  const recordText = createRecordText({
    recordInbound,
    receipts: repositories.receipts,
    log,
    recordDelivery: createRecordDelivery({
      messages,
      soundAlarm: createSoundAlarm({
        campaigns,
        conversations,
        switches: repositories.switches,
        now,
      }),
      queueText,
      optOutScope,
      log,
    }),
    recordTold: createRecordRetell({
      calls: repositories.calls,
      arrivals: repositories.arrivals,
      transcripts: repositories.transcripts,
      chats: repositories.chats,
      receipts: repositories.receipts,
      recordInbound,
      whoIs,
      enqueue,
      readPhone,
      optOutScope,
      log,
      newId,
    }),
  });

  return {
    recordText,

    routes: [
      ...smsFollowupRoutes({
        leads,
        campaigns,
        messages,
        decisions,
        queueText,
        readPhone,
        hours: config.hours,
        contactCaps: config.contactCaps,
        numbers: config.numbers,
        defaultSender,
        now,
        newId,
      }),
      ...leadSourceRoutes({
        leadSources: repositories.leadSources,
        campaigns,
        publicUrl: config.publicUrl,
        newToken: ids.token,
        now,
      }),
      ...importRoutes({
        importLeads: createImportLeads({
          intake: repositories.leadIntake,
          suppressions: repositories.suppressions,
          readRow: createReadRow({ readPhone }),
          now,
        }),
        campaigns,
        log,
      }),
      ...consentRoutes({
        leads,
        consents: repositories.consents,
        suppressionHistory: repositories.suppressionHistory,
        decisions,
        enrollments,
        numbers: config.numbers,
        now,
      }),
      moveEnrollmentRoute({ enrollments, log, now }),
      ...campaignRoutes({
        ...{ campaigns, enrollments, agents, defaultSender, log, now },
        contactCaps: config.contactCaps,
      }),
      ...senderRoutes({ senders: repositories.senders, log, now }),
      retryMessageRoute({ messages, queueText, log, now }),
      wordsVerdictRoute({ messages, words: createWordsJudged(db), scope: optOutScope, log, now }),
      ...conversationRoutes({ conversations, queueText, enqueue, log, now, newId }),
    ],

    webhooks: ({ verifyCarrier, recordOrKeep, authenticate, metrics, bodyRoom }) => [
      textWebhookRoutes({
        verify: verifyCarrier,
        recordOrKeep,
        metrics,
        arrivals,
        bodyRoom,
      }),
      retellRoutes({
        verify: createRetellVerify({ apiKey: config.retell.apiKey, now }),
        authenticate,
        recordOrKeep,
        answerInbound: createAnswerInboundRetell({
          whoIs,
          isSuppressed: repositories.suppressions.has,
          agentId: config.retell.agentId,
        }),
        metrics,
        arrivals,
        bodyRoom,
        log,
        now,
      }),
    ],
  };
}
