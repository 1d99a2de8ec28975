import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

export type ActiveLeads = ReturnType<typeof createActiveLeads>;

/** One page that shows a lead: the lead, its number, and the page's own id. */
export type ActiveLead = { phone: string; leadId: number; streamId: string };

type Deps = { redis: Redis; prefix: string; now: () => Date; ttlMs?: number };

const TTL_MS = 45_000;

/**
 * The lead that a person has open, by number. Several pages may show one lead, and each repeats its
 * entry before `ttlMs` are over; the entry of a dead page expires.
 */
export function createActiveLeads({ redis, prefix, now, ttlMs = TTL_MS }: Deps) {
  // Phone numbers identify people: Redis holds them in no readable form.
  const keyOf = (phone: string) =>
    `${prefix}:active-lead:${createHash('sha256').update(`${prefix}:${phone}`).digest('hex')}`;

  return {
    async set({ phone, leadId, streamId }: ActiveLead): Promise<void> {
      const key = keyOf(phone);
      const at = now().getTime();
      await redis
        .multi()
        .zremrangebyscore(key, '-inf', at)
        .zadd(key, at + ttlMs, `${leadId}:${streamId}`)
        .pexpire(key, ttlMs)
        .exec();
    },

    async drop({ phone, leadId, streamId }: ActiveLead): Promise<void> {
      await redis.zrem(keyOf(phone), `${leadId}:${streamId}`);
    },

    /** The lead on the page that reported last; null if no page shows this number. */
    async find(phone: string): Promise<number | null> {
      const [newest, until] = await redis.zrevrange(keyOf(phone), 0, 0, 'WITHSCORES');
      if (newest === undefined || Number(until) <= now().getTime()) return null;
      const leadId = Number(newest.split(':')[0]);
      return Number.isSafeInteger(leadId) ? leadId : null;
    },
  };
}
