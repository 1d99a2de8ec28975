import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

export type Backlog = ReturnType<typeof createBacklog>;

/** Words kept in Redis in the order in which they came, until somebody says they are done with. */
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

    /** Once more in vain, by whichever process; how often that was. */
    countTry: (item: string): Promise<number> => redis.hincrby(tries, nameOf(item), 1),

    size: (): Promise<number> => redis.llen(key),
  };
}
