import type { Redis } from 'ioredis';

export type Heartbeats = ReturnType<typeof createHeartbeats>;

const KEPT_SECONDS = 24 * 60 * 60;

/** When each service last took a job out of Redis and finished it. */
export function createHeartbeats(redis: Pick<Redis, 'set' | 'mget'>, prefix: string) {
  const keyOf = (service: string) => `${prefix}:life:${service}`;
  return {
    async note(service: string, at: Date): Promise<void> {
      await redis.set(keyOf(service), String(at.getTime()), 'EX', KEPT_SECONDS);
    },

    /** In the order asked for; null for one without a heartbeat for a day. */
    async read(services: readonly string[]): Promise<(Date | null)[]> {
      const found = await redis.mget(services.map(keyOf));
      return found.map((at) => (at === null ? null : new Date(Number(at))));
    },
  };
}
