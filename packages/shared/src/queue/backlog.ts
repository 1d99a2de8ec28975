import type { Redis } from 'ioredis';

export type Backlog = ReturnType<typeof createBacklog>;

/** Words kept in Redis in the order in which they came, until somebody says they are done with. */
export function createBacklog(redis: Redis, key: string) {
  return {
    async add(item: string): Promise<void> {
      await redis.rpush(key, item);
    },

    /** The oldest ones, which stay. */
    oldest: (most: number): Promise<string[]> => redis.lrange(key, 0, most - 1),

    async remove(item: string): Promise<void> {
      await redis.lrem(key, 1, item);
    },

    size: (): Promise<number> => redis.llen(key),
  };
}
