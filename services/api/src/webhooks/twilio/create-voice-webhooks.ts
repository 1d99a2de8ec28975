import type { ParsedPhone } from '@ringback/shared/domain/phone.ts';
import type { NumberRules } from '@ringback/shared/domain/policy/judge-number.ts';
import type { Verify } from '@ringback/shared/providers/signed-request.ts';
import type { Ids } from '@ringback/shared/runtime/ids.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Router } from 'express';
import type { ApiMetrics } from '../../api-metrics.ts';
import type { BodyRoom } from '../../http/body-room.ts';
import type { Repositories } from '../../repositories.ts';
import type { RecordOrKeep } from '../record-or-keep.ts';
import { createAfterTransfer } from './after-transfer.ts';
import { createAnswerInbound } from './answer-inbound.ts';
import { createAnswerVoice } from './answer-voice.ts';
import { webhookRoutes } from './voice-routes.ts';

type Deps = {
  repositories: Pick<Repositories, 'mediaSessions' | 'arrivals' | 'decisions'>;
  numbers: NumberRules;
  record: boolean;
  urls: { publicUrl: string; mediaPublicUrl: string };
  verifyCarrier: Verify;
  bodyRoom: BodyRoom;
  recordOrKeep: RecordOrKeep;
  readPhone: (text: string) => ParsedPhone;
  metrics: ApiMetrics;
  ids: Ids;
  log: Logger;
  now: () => Date;
};

/** What the carrier tells of calls, and what it asks when somebody has picked up or rings us. */
export function createVoiceWebhooks(deps: Deps): Router {
  const { repositories, urls, verifyCarrier, recordOrKeep, readPhone, metrics, ids, log, now } =
    deps;
  const { mediaSessions, arrivals } = repositories;
  const { publicUrl, mediaPublicUrl } = urls;
  const answerVoice = createAnswerVoice({
    mediaSessions,
    decisions: repositories.decisions,
    numbers: deps.numbers,
    publicUrl,
    mediaPublicUrl,
    newToken: ids.token,
    now,
  });
  return webhookRoutes({
    verify: verifyCarrier,
    bodyRoom: deps.bodyRoom,
    recordOrKeep,
    answerVoice,
    afterTransfer: createAfterTransfer({ mediaSessions, answerVoice, now }),
    answerInbound: createAnswerInbound({
      arrivals,
      answerVoice,
      record: deps.record,
      readPhone,
      log,
      now,
      newId: ids.uuid,
    }),
    publicUrl,
    metrics,
    log,
    now,
  });
}
