import {
  type ApiKeyRow,
  type ApiKeys,
  isExpired,
  ROLES,
  type Role,
} from '@ringback/shared/db/api-keys.ts';
import { hashKey, keyIn } from '@ringback/shared/runtime/api-key.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Request, RequestHandler } from 'express';

/** Keys by their hash, for doors that know other proofs too. */
export type Keys = {
  /** `req`: who asks, if somebody stands at the door. Null also for one that has expired. */
  find: (keyHash: string, req?: Request) => Promise<ApiKeyRow | null>;
  /** As last seen, however long ago; undefined if this key never was. */
  recall: (keyHash: string) => ApiKeyRow | null | undefined;
};

export type Authenticate = (access: Role) => RequestHandler;

type Deps = {
  apiKeys: Pick<ApiKeys, 'findByHash' | 'hashes' | 'touch'>;
  /** Throws when an address asks with too many keys that nobody knows. */
  guardLookups: (req: Request) => Promise<void>;
  log: Logger;
  now: () => Date;
};

/** A revoked key is refused after this long at the latest. */
const CACHE_MS = 10_000;
const CACHED_KEYS = 10_000;
const TOUCH_MS = 60_000;
const REAL_MS = 1_000;

type Entry = { key: ApiKeyRow | null; readAt: number };

export function createAuthenticator({ apiKeys, guardLookups, log, now }: Deps) {
  const cache = new Map<string, Entry>();
  let real = { readAt: Number.NEGATIVE_INFINITY, hashes: Promise.resolve(new Set<string>()) };

  /** Also one that has expired: that is said to who shows it. */
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

  const authenticate: Authenticate = (access) => async (req, res, next) => {
    const secret = keyIn(req.headers);
    const key = secret ? await look(hashKey(secret), req) : null;
    if (!key) {
      throw new AppError('unauthorized', 'Send a valid key as "Authorization: Bearer <key>".');
    }
    if (isExpired(key, now())) {
      const message = `This key expired at ${key.expires_at}. Have an admin make a new one.`;
      throw new AppError('unauthorized', message);
    }
    if (!mayAct(key, access)) {
      throw new AppError('forbidden', `This needs a key with the role ${access}.`);
    }
    res.locals['caller'] = { id: key.id, role: key.role };
    next();
  };

  const keys: Keys = {
    find: async (keyHash, req) => unlessExpired(await look(keyHash, req)),
    recall: (keyHash) => unlessExpired(cache.get(keyHash)?.key),
  };

  return {
    authenticate,
    keys,
    /** A key that was just revoked here is refused here at once. */
    forget: () => cache.clear(),
  };
}

export const mayAct = (key: ApiKeyRow | null, access: Role): boolean =>
  key !== null && ROLES.indexOf(key.role) >= ROLES.indexOf(access);
