import {
  type ApiKeyRow,
  isExpired,
  ROLES,
  type Role,
} from '@ringback/shared/db/access/api-keys.ts';
import { hashKey, keyIn } from '@ringback/shared/runtime/api-key.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Authenticate, Caller } from '../http/route.ts';
import type { KnownKeys } from './known-keys.ts';

type Deps = { keys: Pick<KnownKeys, 'look'>; now: Now };

/** Accepts callers whose API key has that role or a higher one, and notes who they are. */
export function createAuthenticate({ keys, now }: Deps): Authenticate {
  return (access) =>
    async function authenticate(req, res, next) {
      const secret = keyIn(req.headers);
      const key = secret ? await keys.look(hashKey(secret), req) : null;
      if (!key) {
        throw new AppError('unauthorized', 'Send a valid key as "Authorization: Bearer <key>".');
      }
      if (isExpired(key, now())) {
        const message = `This key expired at ${key.expires_at}. Have an admin make a new one.`;
        throw new AppError('unauthorized', message);
      }
      if (access === 'person') {
        throw new AppError('forbidden', 'This is for people who are signed in, not for keys.');
      }
      if (!mayAct(key, access)) {
        throw new AppError('forbidden', `This needs a key with the role ${access}.`);
      }
      const { id, role, name } = key;
      const caller: Caller = { id, credentialId: id, role, name, kind: 'key' };
      res.locals['caller'] = caller;
      next();
    };
}

export const mayAct = (who: Pick<ApiKeyRow, 'role'> | null, access: Role): boolean =>
  who !== null && ROLES.indexOf(who.role) >= ROLES.indexOf(access);
