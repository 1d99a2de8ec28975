import type { Redis } from 'ioredis';

/** Resolves when Redis answers and keeps what it is given; else says what is wrong. */
export async function checkRedis(redis: Redis): Promise<void> {
  const memory = await redis.info('memory');
  const policy = /maxmemory_policy:(\S+)/.exec(memory)?.[1];
  if (policy !== 'noeviction') {
    throw new Error(`Redis evicts keys (maxmemory-policy ${policy}); set it to noeviction`);
  }
}
