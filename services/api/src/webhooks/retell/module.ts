import { createReadNumberHistories } from '@ringback/shared/db/leads/number-history.ts';
import { createSuppressions } from '@ringback/shared/db/leads/suppressions.ts';
import { createWhoIs } from '@ringback/shared/inbound/who-is.ts';
import type { WebhookModule } from '../webhook-module.ts';
import { createAnswerInboundRetell } from './answer-inbound.ts';
import { retellRoutes } from './routes.ts';
import { createRetellVerify } from './verify.ts';

/** Retell's events, and its requests about a number. */
export const retellWebhooks: WebhookModule = ({ db, log, now }, { retell }, shared) =>
  retellRoutes({
    ...shared,
    verify: createRetellVerify({ apiKey: retell.apiKey, now }),
    answerInbound: createAnswerInboundRetell({
      whoIs: createWhoIs({
        activeLeads: shared.activeLeads,
        readHistory: createReadNumberHistories(db),
        log,
      }),
      isSuppressed: createSuppressions(db).has,
      agentId: retell.agentId,
    }),
    log,
    now,
  });
