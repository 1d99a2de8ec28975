import { createSessionRows } from '@ringback/shared/db/access/sessions.ts';
import { CATALOG } from '@ringback/shared/jobs/catalog.ts';
import { createNoMoreThan } from '@ringback/shared/runtime/no-more-than.ts';
import type { Config } from '../config.ts';
import type { Kernel } from '../kernel.ts';
import { opsRoutes } from '../ops/routes.ts';
import { createSessions } from '../ops/session.ts';
import { createSlowLane } from '../ops/slow-lane.ts';
import { createAuthenticate } from './authenticate.ts';
import { orBySession } from './by-session.ts';
import { byCaller, createLimit } from './limit.ts';

const LOGINS_PER_MINUTE = 10;

/** Who may come in and how often: keys, the operators' sessions, and their pages. */
export function createAccess(kernel: Kernel, config: Config) {
  const { quietDb, redis, queue, keys, ids, log, now } = kernel;
  const authenticate = createAuthenticate({ keys, now });
  const sessions = config.ops
    ? createSessions({
        ...config.ops,
        secret: config.ops.sessionSecret,
        secure: config.secure,
        // That somebody was seen is no news.
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
    ops: sessions
      ? opsRoutes({
          sessions,
          wrongLogins: createNoMoreThan(LOGINS_PER_MINUTE, now),
          slowLane: createSlowLane(),
          queueOf: queue.queueOf,
          history: queue.history,
          jobs: CATALOG,
          log,
        })
      : null,
  };
}
