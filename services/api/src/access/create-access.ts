import { createSessionRows } from '@ringback/shared/db/access/sessions.ts';
import type { Config } from '../config.ts';
import type { Kernel } from '../kernel.ts';
import { byCaller, createLimit } from '../limits/limit.ts';
import { createAuthenticate } from './authenticate.ts';
import { orBySession } from './by-session.ts';
import { createSessions } from './sessions.ts';

/** Who may come in and how often: keys and the operators' sessions. */
export function createAccess(kernel: Kernel, config: Config) {
  const { quietDb, redis, keys, ids, log, now } = kernel;
  const authenticate = createAuthenticate({ keys, now });
  const sessions = config.ops
    ? createSessions({
        ...config.ops,
        secret: config.ops.sessionSecret,
        secure: config.secure,
        // A key that was used is not published.
        rows: createSessionRows(quietDb),
        newToken: ids.token,
        log,
        now,
      })
    : null;
  const requests = { name: 'requests', perMinute: config.requestsPerMinute, keyOf: byCaller };

  return {
    authenticate,
    byKeyOrSession: orBySession(authenticate, sessions),
    limitRequests: createLimit({ redis, prefix: config.queuePrefix, log }, requests),
    /** Null: nobody can sign in. */
    sessions,
  };
}
