import type { Job } from '../jobs/define-job.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Enqueue } from './producer.ts';

type Deps = { enqueue: Enqueue; log: Logger };

/**
 * Adds one job again and again. Its id is fixed, so any number of processes that do this keep one
 * job in the queue, and a Redis that lost everything has its schedule back after one round. A
 * failed round is removed, or it would swallow every later one.
 */
export function runSchedule<P>(job: Job<P>, payload: P, everyMs: number, { enqueue, log }: Deps) {
  const add = () =>
    enqueue(job, payload, { forgetFailure: true }).catch((err) =>
      log.warn({ err, job: job.name }, 'schedule not added'),
    );
  void add();
  const timer = setInterval(add, everyMs);
  return { stop: () => clearInterval(timer) };
}
