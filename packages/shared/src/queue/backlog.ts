import type { Redis } from 'ioredis';

export type Backlog = ReturnType<typeof createBacklog>;

/** Words kept in Redis in the order in which they came, until somebody says they are done with. */
export function createBacklog(redis: Redis, key: string) {
  return {
    async add(item: string): Promise<void> {
      await redis.rpush(key, item);
    },

    /** The oldest one, which stays. */
    first: (): Promise<string | null> => redis.lindex(key, 0),

    async remove(item: string): Promise<void> {
      await redis.lrem(key, 1, item);
    },

    size: (): Promise<number> => redis.llen(key),
  };
}
