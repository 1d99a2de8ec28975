import type { Redis } from 'ioredis';
import { z } from 'zod';

const MOST = 1_000;
const DAY_MS = 24 * 60 * 60_000;

const FinishedJob = z.object({
  id: z.string(),
  data: z.unknown(),
  /** What the processor returned, if anything. */
  result: z.unknown().optional(),
  verdict: z.enum(['done', 'skip']),
  reason: z.string().optional(),
  attempts: z.number(),
  addedAt: z.number(),
  startedAt: z.number(),
  finishedAt: z.number(),
});
export type FinishedJob = z.infer<typeof FinishedJob>;

export type History = ReturnType<typeof createHistory>;

/**
 * Finished jobs, the last thousand of each kind or a day of them. They are no jobs any more: one
 * that stayed in its queue would silently swallow the next one of its id.
 */
export function createHistory(redis: Redis, prefix: string) {
  const keyOf = (queue: string) => `${prefix}:history:${queue}`;

  async function newest(queue: string, count: number): Promise<FinishedJob[]> {
    const lines = await redis.lrange(keyOf(queue), 0, count - 1);
    const oldest = Date.now() - DAY_MS;
    return lines
      .map((line) => FinishedJob.parse(JSON.parse(line)))
      .filter(({ finishedAt }) => finishedAt >= oldest);
  }

  return {
    async note(queue: string, job: FinishedJob): Promise<void> {
      const key = keyOf(queue);
      await redis
        .pipeline()
        .lpush(key, JSON.stringify(job))
        .ltrim(key, 0, MOST - 1)
        .pexpire(key, DAY_MS)
        .exec();
    },

    /** The last one first. */
    list: (queue: string): Promise<FinishedJob[]> => newest(queue, MOST),

    /** The last of this id, if it has finished since then. */
    async find(queue: string, id: string, sinceMs = 0): Promise<FinishedJob | undefined> {
      const found = await newest(queue, MOST);
      return found.find((job) => job.id === id && job.finishedAt >= sinceMs);
    },
  };
}
