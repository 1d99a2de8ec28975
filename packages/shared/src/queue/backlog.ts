import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

export type Backlog = ReturnType<typeof createBacklog>;

/** Entries kept in Redis in the order in which they came, until they are marked as done. */
export function createBacklog(redis: Redis, key: string) {
  const tries = `${key}:tries`;
  const nameOf = (item: string) => createHash('sha256').update(item).digest('hex');
  return {
    async add(item: string): Promise<void> {
      await redis.rpush(key, item);
    },

    /** The oldest ones, which stay. */
    oldest: (most: number): Promise<string[]> => redis.lrange(key, 0, most - 1),

    async remove(item: string): Promise<void> {
      await redis.multi().lrem(key, 1, item).hdel(tries, nameOf(item)).exec();
    },

    /** Counts one more failed attempt, of any process; returns how many there were. */
    countTry: (item: string): Promise<number> => redis.hincrby(tries, nameOf(item), 1),

    size: (): Promise<number> => redis.llen(key),
  };
}
