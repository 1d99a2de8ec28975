import type { LeadIntake } from '@ringback/shared/db/lead-intake.ts';
import type { Suppressions } from '@ringback/shared/db/suppressions.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Request } from 'express';
import type { Keys } from '../../access/authenticate.ts';
import type { ApiMetrics } from '../../api-metrics.ts';
import type { BodyRoom } from '../../http/body-room.ts';
import type { QueueText } from '../../queue/queue-text.ts';
import type { Notice } from '../notice.ts';
import { createSpool, type Spool, type SpoolPlaces } from '../spool.ts';
import { createKeepLead } from './keep-lead.ts';
import type { KnownSources } from './known-sources.ts';
import { LeadNotice } from './lead-notice.ts';
import { leadWebhookRoutes } from './routes.ts';
import { createTakeLead } from './take-lead.ts';
import { createTellKeptLead } from './tell-kept-lead.ts';

type Deps = {
  sources: KnownSources;
  intake: Pick<LeadIntake, 'receive'>;
  suppressions: Pick<Suppressions, 'addMany'>;
  keys: Keys;
  places: SpoolPlaces;
  /** What carriers told: an opt-out that waits there must not come after the lead's first text. */
  carriers: Pick<Spool<Notice>, 'replay'>;
  guardUnproven: (req: Request) => Promise<void>;
  guardLookups: (req: Request) => Promise<void>;
  bodyRoom: BodyRoom;
  readPhone: (text: string) => ParsedPhone;
  queueText: QueueText;
  metrics: Pick<ApiMetrics, 'webhooks'>;
  log: Logger;
  now: () => Date;
};

/** Where leads come in, wired: at the door, and out of the spool after an outage. */
export function createLeadDoor(deps: Deps) {
  const {
    sources,
    intake,
    suppressions,
    keys,
    places,
    carriers,
    guardUnproven,
    guardLookups,
    metrics,
    log,
    now,
  } = deps;
  const { readPhone, queueText } = deps;
  const takeLead = createTakeLead({
    sources,
    intake,
    suppressions,
    findKey: keys.find,
    guardLookups,
    readPhone,
    queueText,
    metrics,
    log,
    now,
  });
  const spool = createSpool<LeadNotice>({
    ...places,
    read: LeadNotice.parse,
    tell: createTellKeptLead({ takeLead, log }),
    first: () => carriers.replay().catch(unlessAway),
    log,
  });
  const keepLead = createKeepLead({
    sources,
    recallKey: keys.recall,
    spool,
    guardUnproven,
    metrics,
  });
  return {
    router: leadWebhookRoutes({
      takeLead,
      keepLead,
      recallSource: sources.recall,
      bodyRoom: deps.bodyRoom,
      log,
      now,
    }),
    spool,
  };
}

/** Without the queue some news of calls must wait; leads need not wait with it. */
function unlessAway(thrown: unknown): void {
  if (AppError.from(thrown).code === 'database_unavailable') throw thrown;
}
