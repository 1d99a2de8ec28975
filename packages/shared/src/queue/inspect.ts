import { setTimeout as pause } from 'node:timers/promises';
import type { Job as RawJob } from 'bullmq';
import { AppError } from '../runtime/errors.ts';
import type { FinishedJob } from './history.ts';
import type { Producer } from './producer.ts';
import { reached } from './reached.ts';

export type Inspector = ReturnType<typeof createInspector>;

/** One queue at a moment. `oldest_waiting_seconds` is 0 when nothing waits. */
export type QueueNumbers = {
  name: string;
  waiting: number;
  prioritized: number;
  delayed: number;
  active: number;
  failed: number;
  completed: number;
  paused: boolean;
  oldest_waiting_seconds: number;
};

/** What the queue knows of a job, or what stands in its history. */
export type JobState = {
  job_id: string;
  queue: string;
  state: string;
  attempts: number;
  added_at: string;
  due_at: string;
  /** One of our error codes. */
  failure: string | null;
};

const POLL_MS = 100;

type Named = { name: string };

/** Reads the queues and changes nothing. Throws `queue_unavailable` without Redis. */
export function createInspector({ queueOf, history }: Pick<Producer, 'queueOf' | 'history'>) {
  return {
    numbers: (jobs: readonly Named[], now: Date): Promise<QueueNumbers[]> =>
      reached(() => Promise.all(jobs.map((job) => numbersOf(queueOf(job), now)))),

    find: (job: Named, id: string): Promise<JobState | null> =>
      reached(async () => {
        const found = await queueOf(job).getJob(id);
        if (found) return describe(job.name, id, found);
        const done = await history.find(job.name, id);
        return done ? describeDone(job.name, done) : null;
      }),

    /**
     * A job's return value, as soon as it has run since then; undefined if it has not within
     * `timeoutMs`. A job that failed throws `internal`.
     */
    waitForResult: (job: Named, id: string, timeoutMs: number, sinceMs = 0): Promise<unknown> =>
      reached(async () => {
        const deadline = performance.now() + timeoutMs;
        for (;;) {
          const done = await history.find(job.name, id, sinceMs);
          if (done) return done.result ?? null;
          const found = await queueOf(job).getJob(id);
          if (found && (await found.isFailed())) {
            throw new AppError('internal', 'The job failed.', { facts: { jobId: id } });
          }
          if (performance.now() > deadline) return undefined;
          await pause(POLL_MS);
        }
      }),
  };
}

type RawQueue = ReturnType<Producer['queueOf']>;

async function numbersOf(queue: RawQueue, now: Date): Promise<QueueNumbers> {
  const [counts, paused, [waiting], [prioritized]] = await Promise.all([
    queue.getJobCounts(),
    queue.isPaused(),
    queue.getJobs(['waiting'], 0, 0, true),
    queue.getJobs(['prioritized'], 0, 0, true),
  ]);
  const since = [waiting, prioritized].flatMap((job) => (job ? [dueMs(job)] : []));
  const oldestMs = since.length > 0 ? now.getTime() - Math.min(...since) : 0;
  return {
    name: queue.name,
    waiting: (counts['waiting'] ?? 0) + (counts['paused'] ?? 0),
    prioritized: counts['prioritized'] ?? 0,
    delayed: counts['delayed'] ?? 0,
    active: counts['active'] ?? 0,
    failed: counts['failed'] ?? 0,
    completed: counts['completed'] ?? 0,
    paused,
    oldest_waiting_seconds: Math.max(0, Math.round(oldestMs / 1000)),
  };
}

async function describe(queue: string, id: string, job: RawJob): Promise<JobState> {
  return {
    job_id: id,
    queue,
    state: await job.getState(),
    attempts: job.attemptsMade,
    added_at: new Date(job.timestamp).toISOString(),
    due_at: new Date(dueMs(job)).toISOString(),
    failure: job.failedReason || null,
  };
}

function describeDone(queue: string, done: FinishedJob): JobState {
  return {
    job_id: done.id,
    queue,
    state: 'completed',
    attempts: done.attempts,
    added_at: new Date(done.addedAt).toISOString(),
    due_at: new Date(done.startedAt).toISOString(),
    failure: null,
  };
}

function dueMs(job: RawJob): number {
  return job.timestamp + (job.opts.delay ?? 0);
}
