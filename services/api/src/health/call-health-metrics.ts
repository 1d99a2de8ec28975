import type { CallHealth } from '@ringback/shared/db/calls/call-health.ts';
import type { Metrics } from '@ringback/shared/runtime/metrics.ts';

/** How overdue calls are, read for every scrape; left out while the database is unavailable. */
export function exposeCallHealth(
  metrics: Metrics,
  readCallHealth: (now: Date) => Promise<CallHealth>,
  now: () => Date,
): void {
  const overdue = metrics.gauge(
    'calls_overdue_seconds',
    'The oldest call that is due and not placed, or whose placing has an unknown outcome.',
    ['what'],
    async () => {
      const health = await readCallHealth(now()).catch(() => null);
      overdue.reset();
      if (health === null) return;
      overdue.set({ what: 'due' }, Math.max(0, health.oldest_due_seconds));
      overdue.set({ what: 'unknown' }, Math.max(0, health.oldest_unknown_seconds));
    },
  );
}
