import { createLeadIntake } from '@ringback/shared/db/leads/lead-intake.ts';
import { createSuppressions } from '@ringback/shared/db/leads/suppressions.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Config } from '../../config.ts';
import type { Kernel } from '../../kernel.ts';
import { readPhoneBy } from '../../lead-reading/read-phone.ts';
import { asGuard, byAddress, createLimit } from '../../limits/limit.ts';
import { createQueueText } from '../../queue/queue-text.ts';
import type { Notice } from '../notice.ts';
import { createSpool, type Spool, type SpoolPlaces } from '../spool.ts';
import type { WebhookMetrics } from '../webhook-metrics.ts';
import { createKeepLead } from './keep-lead.ts';
import { LeadNotice } from './lead-notice.ts';
import { createTakeLead } from './take-lead.ts';
import { createTellKeptLead } from './tell-kept-lead.ts';

type Given = {
  places: SpoolPlaces;
  /** What carriers told: an opt-out that waits there must not come after the lead's first text. */
  carriers: Pick<Spool<Notice>, 'replay'>;
  metrics: Pick<WebhookMetrics, 'webhooks'>;
};

/** Leads that nobody can check, while the database is away. */
const UNPROVEN = { name: 'unproven-leads', perMinute: 60, keyOf: byAddress };
/** Of sources that who asks cannot prove to be; each costs a look into the database. */
const LOOKUPS = { name: 'lead-lookups', perMinute: 600, keyOf: byAddress };

/** Takes leads, and keeps them while the database is away. */
export function createLeadSpool(
  { db, redis, queue, keys, leadSources: sources, log, now }: Kernel,
  config: Config,
  { places, carriers, metrics }: Given,
) {
  const limits = { redis, prefix: config.queuePrefix, log };
  const takeLead = createTakeLead({
    sources,
    intake: createLeadIntake(db),
    suppressions: createSuppressions(db),
    findKey: keys.find,
    guardLookups: asGuard(createLimit(limits, LOOKUPS)),
    readPhone: readPhoneBy(config),
    queueText: createQueueText({ enqueue: queue.enqueue, log, now }),
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
    guardUnproven: asGuard(createLimit(limits, UNPROVEN)),
    metrics,
  });
  return { takeLead, keepLead, spool };
}

/** Without the queue some news of calls must wait; leads need not wait with it. */
function unlessAway(thrown: unknown): void {
  if (AppError.from(thrown).code === 'database_unavailable') throw thrown;
}
