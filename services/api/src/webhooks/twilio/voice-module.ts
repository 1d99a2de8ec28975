import { createArrivals } from '@ringback/shared/db/calls/arrivals.ts';
import { createMediaSessions } from '@ringback/shared/db/calls/media-sessions.ts';
import { createDecisions } from '@ringback/shared/db/decisions.ts';
import { readPhoneBy } from '../../lead-reading/read-phone.ts';
import type { WebhookModule } from '../webhook-module.ts';
import { createAfterTransfer } from './after-transfer.ts';
import { createAnswerInbound } from './answer-inbound.ts';
import { createAnswerVoice } from './answer-voice.ts';
import { webhookRoutes } from './voice-routes.ts';

/** The carrier's events of calls, and its requests when a lead has picked up or calls us. */
export const voiceWebhooks: WebhookModule = (kernel, config, shared) => {
  const { db, ids, log, now } = kernel;
  const { publicUrl, mediaPublicUrl, numbers } = config;
  const mediaSessions = createMediaSessions(db);
  const answerVoice = createAnswerVoice({
    mediaSessions,
    decisions: createDecisions(db),
    numbers,
    publicUrl,
    mediaPublicUrl,
    newToken: ids.token,
    now,
  });
  return webhookRoutes({
    verify: shared.verifyCarrier,
    bodyRoom: shared.bodyRoom,
    recordOrKeep: shared.recordOrKeep,
    answerVoice,
    afterTransfer: createAfterTransfer({ mediaSessions, answerVoice, now }),
    answerInbound: createAnswerInbound({
      arrivals: createArrivals(db),
      answerVoice,
      record: config.recordCalls,
      readPhone: readPhoneBy(config),
      log,
      now,
      newId: ids.uuid,
    }),
    publicUrl,
    metrics: shared.metrics,
    log,
    now,
  });
};
