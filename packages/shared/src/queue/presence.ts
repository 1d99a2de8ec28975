import type { Redis } from 'ioredis';
import { z } from 'zod';
import { Presence } from '../events/presence.ts';

export type PresenceBoard = ReturnType<typeof createPresenceBoard>;

/** Where it is said who looks at what. */
export const presenceChannel = (prefix: string): string => `${prefix}:presence`;

type Deps = { redis: Redis; prefix: string; now: () => Date; ttlMs?: number };

/** Two beats of a page may be lost. */
export const PRESENCE_TTL_MS = 8_000;

const Kept = z.object({ name: z.string(), state: z.enum(['here', 'typing']), until: z.number() });

/** Who of the team looks at a conversation or writes in it. Whoever says nothing more is forgotten. */
export function createPresenceBoard({ redis, prefix, now, ttlMs = PRESENCE_TTL_MS }: Deps) {
  const keyOf = (conversationId: string) => `${prefix}:presence:${conversationId}`;

  return {
    /** Notes it, and tells every api process. */
    async say(presence: Presence): Promise<void> {
      const { conversation_id, user_id, name, state } = presence;
      const key = keyOf(conversation_id);
      const said = redis.multi();
      if (state === 'gone') said.hdel(key, user_id);
      else {
        const kept = { name, state, until: now().getTime() + ttlMs };
        said.hset(key, user_id, JSON.stringify(kept)).pexpire(key, ttlMs);
      }
      await said.publish(presenceChannel(prefix), JSON.stringify(presence)).exec();
    },

    async list(conversationId: string): Promise<Presence[]> {
      const at = now().getTime();
      const kept = await redis.hgetall(keyOf(conversationId));
      return Object.entries(kept).flatMap(([user_id, text]) => {
        const { until, ...one } = Kept.parse(JSON.parse(text));
        return until > at ? [{ conversation_id: conversationId, user_id, ...one }] : [];
      });
    },
  };
}

/** What was said on the channel; null for what is none of ours. */
export function readPresence(text: string): Presence | null {
  try {
    return Presence.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
