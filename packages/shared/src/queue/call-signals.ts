import type { Redis } from 'ioredis';
import { CallSignal } from '../events/call-signal.ts';

export type CallSignals = ReturnType<typeof createCallSignals>;

/** Where it is said how live calls stand. */
export const callSignalChannel = (prefix: string): string => `${prefix}:call-signals`;

type Deps = { redis: Redis; prefix: string };

/** A gateway tells it again before; whoever is killed tells nothing any more. */
export const SIGNAL_TTL_MS = 15_000;

/** More live calls than that are not told of to somebody who has just come. */
const MOST = 500;

/** How live calls stand: in Redis alone, and lost with it until the next word. */
export function createCallSignals({ redis, prefix }: Deps) {
  const keyOf = (callId: string) => `${prefix}:call-signal:${callId}`;
  const live = `${prefix}:live-call-signals`;

  return {
    /** Keeps it for those who come, and tells every api process. */
    async tell(signal: CallSignal, now: Date): Promise<void> {
      const text = JSON.stringify(signal);
      await redis
        .multi()
        .set(keyOf(signal.call_id), text, 'PX', SIGNAL_TTL_MS)
        .zadd(live, now.getTime(), signal.call_id)
        .zremrangebyscore(live, 0, now.getTime() - SIGNAL_TTL_MS)
        .publish(callSignalChannel(prefix), text)
        .exec();
    },

    /** The call is over. */
    async drop(callId: string): Promise<void> {
      await redis.multi().del(keyOf(callId)).zrem(live, callId).exec();
    },

    async list(): Promise<CallSignal[]> {
      const ids = await redis.zrevrange(live, 0, MOST - 1);
      if (ids.length === 0) return [];
      const kept = await redis.mget(ids.map(keyOf));
      return kept.flatMap((text) => (text === null ? [] : (readCallSignal(text) ?? [])));
    },
  };
}

/** What was said on the channel; null for what is none of ours. */
export function readCallSignal(text: string): CallSignal | null {
  try {
    return CallSignal.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
