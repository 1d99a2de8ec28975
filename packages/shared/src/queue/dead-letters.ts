import type { Job as RawJob } from 'bullmq';
import type { Producer } from './producer.ts';
import { reached } from './reached.ts';

export type DeadLetters = ReturnType<typeof createDeadLetters>;

/** A job that has used up its attempts, or was refused by its processor for good. */
export type DeadLetter = {
  job_id: string;
  queue: string;
  attempts: number;
  /** One of our error codes. */
  failure: string | null;
  added_at: string;
  failed_at: string;
};

type Named = { name: string };

/** Jobs that have used up their attempts: to look at, to retry, or to delete. */
export function createDeadLetters({ queueOf }: Pick<Producer, 'queueOf'>) {
  return {
    /** The newest of all these queues together. */
    list: (jobs: readonly Named[], limit: number): Promise<DeadLetter[]> =>
      reached(async () => {
        const found = await Promise.all(jobs.map((job) => newestOf(queueOf(job), limit)));
        return found
          .flat()
          .sort((a, b) => b.failed_at.localeCompare(a.failed_at))
          .slice(0, limit);
      }),

    /**
     * A retry with all attempts. False: it is not dead, or no longer there. A job only names the
     * row to look at, so nothing is done twice.
     */
    replay: (job: Named, id: string): Promise<boolean> =>
      ifDead(job, id, (dead) =>
        dead.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true }),
      ),

    /** Its row stays as it is; if that is still due, a sweep makes a new job of the same id. */
    forget: (job: Named, id: string): Promise<boolean> => ifDead(job, id, (dead) => dead.remove()),
  };

  function ifDead(job: Named, id: string, act: (dead: RawJob) => Promise<void>) {
    return reached(async () => {
      const found = await queueOf(job).getJob(id);
      if (!found || !(await found.isFailed())) return false;
      // Another process may have been quicker between the look and the act.
      return act(found).then(
        () => true,
        async (cause: unknown) => {
          if (await found.isFailed()) throw cause;
          return false;
        },
      );
    });
  }
}

async function newestOf(
  queue: ReturnType<Producer['queueOf']>,
  limit: number,
): Promise<DeadLetter[]> {
  const dead: (RawJob | undefined)[] = await queue.getJobs(['failed'], 0, limit - 1, false);
  // One may go between the list and the lookup.
  return dead.flatMap((job) =>
    job?.id
      ? [
          {
            job_id: job.id,
            queue: queue.name,
            attempts: job.attemptsMade,
            failure: job.failedReason || null,
            added_at: new Date(job.timestamp).toISOString(),
            failed_at: new Date(job.finishedOn ?? job.timestamp).toISOString(),
          },
        ]
      : [],
  );
}
