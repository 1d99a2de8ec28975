import type { connectBriskly } from '@ringback/shared/queue/connect.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import { queueAway } from '@ringback/shared/queue/reached.ts';

type Redis = Pick<ReturnType<typeof connectBriskly>, 'status' | 'once'>;
export type QueueWhenUp = ReturnType<typeof queueWhenUp>;

type Guarded = Pick<Producer, 'enqueue' | 'revive' | 'hasten' | 'queueOf' | 'history'>;

/**
 * The same producer, which fails at once without Redis: a BullMQ queue would wait for its
 * connection.
 */
export function queueWhenUp(redis: Redis, producer: Guarded) {
  const isUp = () => redis.status === 'ready';
  const check = () => {
    if (!isUp()) throw queueAway();
  };
  const guarded: Guarded = {
    async enqueue(job, payload, options) {
      check();
      return producer.enqueue(job, payload, options);
    },
    async revive(job, payload) {
      check();
      return producer.revive(job, payload);
    },
    async hasten(job, payload) {
      check();
      return producer.hasten(job, payload);
    },
    queueOf(job) {
      check();
      return producer.queueOf(job);
    },
    history: producer.history,
  };
  return {
    ...guarded,
    isUp,

    /** Resolves when Redis is available for the first time, or after `timeoutMs` without it. */
    async firstUp(timeoutMs: number): Promise<void> {
      if (isUp()) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      redis.once('ready', resolve);
      const late = setTimeout(resolve, timeoutMs);
      await promise;
      clearTimeout(late);
    },
  };
}
