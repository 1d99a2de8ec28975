import type { WebhookDeliveries } from '@ringback/shared/db/webhooks/webhook-deliveries.ts';
import { deliverWebhook, type sweepWebhooks } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';

type Deps = {
  deliveries: Pick<WebhookDeliveries, 'due' | 'prune'>;
  producer: Pick<Producer, 'enqueueAll' | 'revive'>;
  now: Now;
};

const BATCH = 200;
/** Work that is this late may be blocked by a dead job of the same id. */
const OVERDUE_MS = 30_000;
const KEPT_MS = 30 * 86_400_000;
const PRUNE_EVERY_MS = 3_600_000;
const PRUNED_AT_ONCE = 5_000;

/** Adds a job for every message whose attempt is due, and deletes those that were settled long ago. */
export function createSweepWebhooks(deps: Deps): Processor<PayloadOf<typeof sweepWebhooks>> {
  const { deliveries, producer, now } = deps;
  let prunedAt = 0;

  return async function sweepWebhooks(_, { log }) {
    const at = now();
    if (at.getTime() - prunedAt >= PRUNE_EVERY_MS) {
      await deliveries.prune(new Date(at.getTime() - KEPT_MS), PRUNED_AT_ONCE);
      prunedAt = at.getTime();
    }
    const due = await deliveries.due(at, BATCH);
    if (due.length === 0) return { kind: 'skip', reason: 'nothing due' };
    const jobs = due.map(({ id }) => ({ payload: { deliveryId: id } }));
    await producer.enqueueAll(deliverWebhook, jobs);
    const late = due.filter((one) => at.getTime() - Date.parse(one.next_at) > OVERDUE_MS);
    await Promise.all(late.map(({ id }) => producer.revive(deliverWebhook, { deliveryId: id })));
    log.info({ due: due.length }, 'swept webhooks');
    return { kind: 'done' };
  };
}
