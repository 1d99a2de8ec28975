import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Job } from '../jobs/define-job.ts';
import { createHistory } from './history.ts';
import { reached } from './reached.ts';

const DAY_SECONDS = 24 * 60 * 60;

/** BullMQ's numbers: a job without one goes first, then the smallest. */
export const PRIORITY = { high: 1, normal: 10, low: 100 } as const;
export type Priority = keyof typeof PRIORITY;

export type Producer = ReturnType<typeof createProducer>;
export type Enqueue = Producer['enqueue'];
export type EnqueueOptions = {
  delayMs?: number;
  priority?: Priority;
  /** Leaves no failed job behind: it would block the next one of its id. */
  forgetFailure?: boolean;
};

export function createProducer(connection: Redis, prefix: string) {
  const queues = new Map<string, Queue>();

  function queueOf(name: string): Queue {
    let queue = queues.get(name);
    if (!queue) {
      queue = new Queue(name, { connection, prefix, skipMetasUpdate: true });
      queue.on('error', () => {});
      queues.set(name, queue);
    }
    return queue;
  }

  /** BullMQ would wait for the connection; a caller that owes an answer cannot. */
  function refuseIfDown() {
    if (connection.options.enableOfflineQueue === false && connection.status !== 'ready') {
      throw new Error(`Redis is ${connection.status}`);
    }
  }

  const optionsOf = <P>(job: Job<P>, data: P, options: EnqueueOptions) => ({
    jobId: job.id(data),
    delay: options.delayMs && options.delayMs > 0 ? options.delayMs : undefined,
    priority: options.priority && PRIORITY[options.priority],
    attempts: job.attempts,
    backoff: { type: 'capped' as const, delay: job.backoffMs },
    // A finished job that stayed would silently swallow the next one of its id; see history.ts.
    removeOnComplete: true as const,
    removeOnFail: options.forgetFailure
      ? (true as const)
      : { age: 14 * DAY_SECONDS, count: 10_000 },
    sizeLimit: 8_192,
    stackTraceLimit: 3,
  });

  return {
    /** Adds a job, unless one of its id is there. Throws `queue_unavailable` without Redis. */
    async enqueue<P>(job: Job<P>, payload: P, options: EnqueueOptions = {}): Promise<string> {
      const data = job.payload.parse(payload);
      const jobOptions = optionsOf(job, data, options);
      await reached(async () => {
        refuseIfDown();
        await queueOf(job.name).add(job.name, data, jobOptions);
      });
      return jobOptions.jobId;
    },

    /** Many at once, in one round trip. The same ids again change nothing. */
    async enqueueAll<P>(job: Job<P>, entries: { payload: P; options?: EnqueueOptions }[]) {
      if (entries.length === 0) return;
      const jobs = entries.map(({ payload, options = {} }) => {
        const data = job.payload.parse(payload);
        return { name: job.name, data, opts: optionsOf(job, data, options) };
      });
      await reached(async () => {
        refuseIfDown();
        await queueOf(job.name).addBulk(jobs);
      });
    },

    /**
     * Retries a dead job of this id: otherwise it would swallow every new job for the same work.
     * True if there was one.
     */
    revive: <P>(job: Job<P>, payload: P): Promise<boolean> =>
      reached(async () => {
        const dead = await queueOf(job.name).getJob(job.id(payload));
        if (!dead || !(await dead.isFailed())) return false;
        await dead.retry();
        return true;
      }),

    /** Moves a delayed job forward to now. True if there was one. */
    hasten: <P>(job: Job<P>, payload: P): Promise<boolean> =>
      reached(async () => {
        refuseIfDown();
        const asleep = await queueOf(job.name).getJob(job.id(payload));
        if (!asleep || !(await asleep.isDelayed())) return false;
        await asleep.promote();
        return true;
      }),

    /** Finished jobs, for inspection. */
    history: createHistory(connection, prefix),

    /** The queue of a kind of job, for inspection. */
    queueOf: (job: { name: string }) => queueOf(job.name),

    async stop() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
