import { Redis } from 'ioredis';

/** For workers: waits for Redis as long as it takes. */
export function connectPatiently(url: string): Redis {
  return listening(new Redis(url, { maxRetriesPerRequest: null }));
}

/** For callers that owe an answer: without Redis, fails at once. */
export function connectBriskly(url: string): Redis {
  return listening(
    new Redis(url, {
      maxRetriesPerRequest: 1,
      enableOfflineQueue: false,
      connectTimeout: 2_000,
      commandTimeout: 1_000,
      retryStrategy: (attempt) => Math.min(attempt * 50, 1_000),
    }),
  );
}

/**
 * Waiting callers notice lost connections; without a listener, the error event would end the
 * process.
 */
function listening(redis: Redis): Redis {
  redis.on('error', () => {});
  return redis;
}
