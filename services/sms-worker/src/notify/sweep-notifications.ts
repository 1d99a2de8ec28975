import type { Notifications } from '@ringback/shared/db/notifications/notifications.ts';
import type { PersonNeeds } from '@ringback/shared/db/notifications/person-needs.ts';
import { whoIsTold } from '@ringback/shared/domain/notifications/who-is-told.ts';
import { sendNotification, type sweepNotifications } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';

type Deps = {
  needs: PersonNeeds;
  notifications: Pick<Notifications, 'due'>;
  producer: Pick<Producer, 'enqueueAll' | 'revive'>;
  now: Now;
};

const BATCH = 200;
/** Work that is this late may be blocked by a dead job of the same id. */
const OVERDUE_MS = 30_000;
const KEPT_MS = 90 * 86_400_000;
const PRUNE_EVERY_MS = 3_600_000;
const PRUNED_AT_ONCE = 5_000;

/**
 * Reads the rules for every need that is due for them, and adds a job for every text or mail to a
 * colleague whose attempt is due.
 */
export function createSweepNotifications(
  deps: Deps,
): Processor<PayloadOf<typeof sweepNotifications>> {
  const { needs, notifications, producer, now } = deps;
  let prunedAt = 0;

  return async function runSweepNotifications(_, { log }) {
    const at = now();
    if (at.getTime() - prunedAt >= PRUNE_EVERY_MS) {
      await needs.prune(new Date(at.getTime() - KEPT_MS), PRUNED_AT_ONCE);
      prunedAt = at.getTime();
    }
    const { needs: open, ...known } = await needs.toLook(at, BATCH);
    for (const need of open) {
      const { told, lookAt } = whoIsTold(need, known, at);
      await needs.recordTold({ need_id: need.id, told, look_at: lookAt }, at);
    }
    const due = await notifications.due(at, BATCH);
    if (due.length === 0 && open.length === 0) return { kind: 'skip', reason: 'nothing due' };
    await producer.enqueueAll(
      sendNotification,
      due.map(({ id }) => ({ payload: { notificationId: id } })),
    );
    const late = due.filter((one) => at.getTime() - Date.parse(one.next_at) > OVERDUE_MS);
    await Promise.all(
      late.map(({ id }) => producer.revive(sendNotification, { notificationId: id })),
    );
    log.info({ needs: open.length, due: due.length }, 'swept notifications');
    return { kind: 'done' };
  };
}
