import { type ApiKeyRow, type ApiKeys, isExpired } from '@ringback/shared/db/access/api-keys.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Request } from 'express';
import { byAddress } from '../limits/limit.ts';

export type KnownKeys = ReturnType<typeof createKnownKeys>;

type Deps = {
  apiKeys: Pick<ApiKeys, 'findByHash' | 'hashes' | 'touch'>;
  /** Throws when an address asks with too many keys that nobody knows. */
  guardLookups: (req: Request) => Promise<void>;
  log: Logger;
  now: Now;
};

/** A key that is not remembered costs a look into the database: one address gets so many a minute. */
export const LOOKUPS = { name: 'keys', perMinute: 600, keyOf: byAddress };
/** A revoked key is refused after this long at the latest. */
const CACHE_MS = 10_000;
const CACHED_KEYS = 10_000;
const TOUCH_MS = 60_000;
const REAL_MS = 1_000;

type Entry = { key: ApiKeyRow | null; readAt: number };

/** Keys by their hash: looked up in the database, and remembered for seconds. */
export function createKnownKeys({ apiKeys, guardLookups, log, now }: Deps) {
  const cache = new Map<string, Entry>();
  let real = { readAt: Number.NEGATIVE_INFINITY, hashes: Promise.resolve(new Set<string>()) };

  async function look(keyHash: string, req?: Request): Promise<ApiKeyRow | null> {
    const known = cache.get(keyHash);
    const at = now().getTime();
    if (known && at - known.readAt < CACHE_MS) return known.key;
    if (req) await guardLookups(req).catch((thrown) => unlessReal(keyHash, at, thrown));
    const key = await apiKeys.findByHash(keyHash);
    // Bounded, so that a flood of made-up keys fills no memory; the oldest goes first.
    if (cache.size >= CACHED_KEYS) cache.delete(cache.keys().next().value ?? '');
    cache.set(keyHash, { key, readAt: at });
    if (key && !isExpired(key, now())) touch(key, at);
    return key;
  }

  const unlessExpired = <T extends ApiKeyRow | null | undefined>(key: T): T | null =>
    key && isExpired(key, now()) ? null : key;

  /**
   * Whoever shows a real key is let in, however many made-up ones come from the same address: they are
   * told apart by one list, which is read once a second at the most.
   */
  async function unlessReal(keyHash: string, at: number, refusal: unknown): Promise<void> {
    if (at - real.readAt >= REAL_MS) real = { readAt: at, hashes: apiKeys.hashes() };
    const hashes = await real.hashes.catch(() => null);
    if (!hashes?.has(keyHash)) throw refusal;
  }

  function touch(key: ApiKeyRow, at: number) {
    if (key.last_used_at && at - Date.parse(key.last_used_at) < TOUCH_MS) return;
    apiKeys.touch(key.id, new Date(at)).catch((err: unknown) => {
      log.debug({ err, keyId: key.id }, 'last use of a key not noted');
    });
  }

  return {
    /** Also one that has expired: the caller tells so whoever shows it. */
    look,
    /** `req` is the request that shows the key, if there is one. Null also for an expired key. */
    find: async (keyHash: string, req?: Request) => unlessExpired(await look(keyHash, req)),
    /** As last seen, however long ago; undefined if this key never was. */
    recall: (keyHash: string) => unlessExpired(cache.get(keyHash)?.key),
    /** A key that was just revoked here is refused here at once. */
    forget: () => cache.clear(),
  };
}
