import type { Redis } from 'ioredis';

export type UnreadTexts = ReturnType<typeof createUnreadTexts>;

type Deps = {
  redis: Redis;
  prefix: string;
  /** Of one api and its receiver: stamps are unique within it only. */
  owner: string;
  now: () => Date;
};

/** A blocked api delays the texts of others for no longer than this. */
const UNREAD_MS = 10_000;

/**
 * What has reached any api and may turn out to be a text that is not stored yet, by its stamp of
 * arrival. An api that is delayed, however long, holds back what reached others after it, so that
 * places are given in the order of arrival; one that died does so for ten seconds.
 */
export function createUnreadTexts({ redis, prefix, owner, now }: Deps) {
  const key = `${prefix}:unread-texts`;
  const score = (stamp: string) => Date.parse(stamp);
  const member = (stamp: string) => `${stamp} ${owner}`;

  return {
    async note(stamp: string): Promise<void> {
      await redis.zadd(key, score(stamp), member(stamp));
    },

    /** It is stored, or was no text. */
    async done(stamps: readonly string[]): Promise<void> {
      if (stamps.length > 0) await redis.zrem(key, ...stamps.map(member));
    },

    /** The earliest; null if there is none. */
    async oldest(): Promise<string | null> {
      const since = now().getTime() - UNREAD_MS;
      const [, found] =
        (await redis.multi().zremrangebyscore(key, '-inf', since).zrange(key, 0, 0).exec()) ?? [];
      const [error, members] = found ?? [];
      if (error) throw error;
      // Within a millisecond Redis sorts by the text, which is the order of the stamps.
      const first = Array.isArray(members) ? members[0] : undefined;
      return typeof first === 'string' ? (first.split(' ')[0] ?? null) : null;
    },
  };
}
