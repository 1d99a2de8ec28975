import { Redis } from 'ioredis';
import { testRedisUrl } from '../queue/queue-world.ts';
import type { RunningSystem } from '../running-system/start-system.ts';

/** Deletes everything of this system from Redis, as if that had been restarted empty. The number of keys. */
export async function wipeQueue({ environment }: RunningSystem): Promise<number> {
  const redis = new Redis(testRedisUrl());
  let gone = 0;
  for await (const keys of redis.scanStream({
    match: `${environment['QUEUE_PREFIX']}:*`,
    count: 1_000,
  })) {
    const names = keys as string[];
    if (names.length > 0) gone += await redis.del(...names);
  }
  redis.disconnect();
  return gone;
}
