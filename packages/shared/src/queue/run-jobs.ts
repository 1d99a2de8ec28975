import type { Redis } from 'ioredis';
import { JOBS, type JobOf } from '../jobs/catalog.ts';
import type { Job, JobService, PayloadOf } from '../jobs/define-job.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Enqueue } from './producer.ts';
import { runSchedule } from './run-schedule.ts';
import { type Processor, runWorker, type WorkerOptions } from './run-worker.ts';
import type { WorkerMetrics } from './worker-metrics.ts';

/** A job's processor, and how many of them run at once in one process. */
type Handler<Payload> = { run: Processor<Payload> } & Pick<WorkerOptions, 'concurrency'> &
  Pick<Partial<WorkerOptions>, 'everyMs' | 'lockMs'>;

/** One handler for each job of a service in the catalog, under the job's name. */
export type Handlers<Service extends JobService> = {
  [J in JobOf<Service> as J['name']]: Handler<PayloadOf<J>>;
};

type Deps = {
  connection: Redis;
  prefix: string;
  enqueue: Enqueue;
  metrics: WorkerMetrics;
  log: Logger;
};

/** Starts a worker for every job of the service, and the schedules of those that have one. */
export function runJobs<const Service extends JobService>(
  service: Service,
  handlers: Handlers<Service>,
  { connection, prefix, enqueue, metrics, log }: Deps,
) {
  const jobs = JOBS.filter((job) => job.service === service);
  // The type of `handlers` pairs each name with its payload; a loop over the names loses the pair.
  const handlerOf = ({ name }: Job<unknown>) =>
    handlers[name as keyof Handlers<Service>] as unknown as Handler<unknown>;

  const workers = jobs.map((job) => {
    const { run, ...options } = handlerOf(job);
    return runWorker(job, run, { ...options, connection, prefix, metrics, log });
  });
  const schedules = jobs.flatMap((job) =>
    job.schedule
      ? [runSchedule(job, job.schedule.payload, job.schedule.everyMs, { enqueue, log })]
      : [],
  );

  return {
    /** Adds no more rounds; queued jobs go on. */
    stopSchedules() {
      for (const schedule of schedules) schedule.stop();
    },
    /** Takes no more work, lets the running jobs end. */
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}
