import type { Job } from '../jobs/define-job.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Enqueue } from './producer.ts';

type Entry = { job: Job<Record<string, never>>; everyMs: number };

/**
 * Adds each job again and again. The ids are fixed, so any number of processes that do this add one
 * job at a time, and a Redis that lost everything has its schedule back after one round.
 */
export function runSchedule(entries: Entry[], { enqueue, log }: { enqueue: Enqueue; log: Logger }) {
  const timers = entries.map(({ job, everyMs }) => {
    const add = () =>
      enqueue(job, {}).catch((err) => log.warn({ err, job: job.name }, 'schedule not added'));
    void add();
    return setInterval(add, everyMs);
  });
  return {
    stop() {
      for (const timer of timers) clearInterval(timer);
    },
  };
}
