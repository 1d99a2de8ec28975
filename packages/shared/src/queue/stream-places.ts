import type { Redis } from 'ioredis';

export type StreamPlaces = ReturnType<typeof createStreamPlaces>;

type Place = { personId: string; streamId: string };
type Deps = { redis: Redis; prefix: string; now: () => Date; ttlMs?: number };

/** Each process repeats its streams before; those of a killed one are free after that time. */
const TTL_MS = 45_000;

/** How many live streams somebody has open, over all api processes. */
export function createStreamPlaces({ redis, prefix, now, ttlMs = TTL_MS }: Deps) {
  const keyOf = (personId: string) => `${prefix}:live-streams:${personId}`;

  return {
    /** False: `most` are taken already. */
    async take({ personId, streamId }: Place, most: number): Promise<boolean> {
      const key = keyOf(personId);
      const at = now().getTime();
      const taken = await redis
        .multi()
        .zremrangebyscore(key, '-inf', at)
        .zadd(key, at + ttlMs, streamId)
        .zcard(key)
        .pexpire(key, ttlMs)
        .exec();
      const count = Number(taken?.[2]?.[1] ?? 0);
      if (count <= most) return true;
      await redis.zrem(key, streamId);
      return false;
    },

    /** It is still open. */
    async keep({ personId, streamId }: Place): Promise<void> {
      const key = keyOf(personId);
      const until = now().getTime() + ttlMs;
      await redis.multi().zadd(key, until, streamId).pexpire(key, ttlMs).exec();
    },

    async leave({ personId, streamId }: Place): Promise<void> {
      await redis.zrem(keyOf(personId), streamId);
    },
  };
}
