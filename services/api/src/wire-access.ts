import type { ApiKeys } from '@ringback/shared/db/api-keys.ts';
import type { SessionRows } from '@ringback/shared/db/sessions.ts';
import { CATALOG } from '@ringback/shared/jobs/catalog.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import { createNoMoreThan } from '@ringback/shared/runtime/no-more-than.ts';
import type { Config } from './config.ts';
import { createAuthenticator } from './http/authenticate.ts';
import { asGuard, byAddress, byCaller, createLimit, type Limits } from './http/limit.ts';
import { orBySession } from './live/by-session.ts';
import { opsRoutes } from './ops/routes.ts';
import { createSessions } from './ops/session.ts';
import { createSlowLane } from './ops/slow-lane.ts';

type Deps = {
  config: Config;
  apiKeys: ApiKeys;
  sessionRows: SessionRows;
  newToken: () => string;
  limits: Limits;
  queueOf: Producer['queueOf'];
  history: Producer['history'];
  /** Reached over https: the cookie goes no other way. */
  secure: boolean;
  now: () => Date;
};

/** A cache miss of a key costs a look into the database: one address gets so many a minute. */
const KEY_LOOKUPS_PER_MINUTE = 600;
const LOGINS_PER_MINUTE = 10;

/** Who may come in and how often, wired: keys, the operators' sessions, and their corner. */
export function wireAccess(deps: Deps) {
  const { config, apiKeys, sessionRows, newToken, limits, queueOf, history, secure, now } = deps;
  const { log } = limits;
  const { authenticate, keys, forget } = createAuthenticator({
    apiKeys,
    guardLookups: asGuard(
      createLimit(limits, { name: 'keys', perMinute: KEY_LOOKUPS_PER_MINUTE, keyOf: byAddress }),
    ),
    log,
    now,
  });
  const sessions = config.ops
    ? createSessions({
        user: config.ops.user,
        password: config.ops.password,
        secret: config.ops.sessionSecret,
        secure,
        rows: sessionRows,
        newToken,
        log,
        now,
      })
    : null;
  const requests = { name: 'requests', perMinute: config.requestsPerMinute, keyOf: byCaller };

  return {
    keys,
    forgetKeys: forget,
    authenticate,
    byKeyOrSession: orBySession(authenticate, sessions),
    limitRequests: createLimit(limits, requests),
    /** Null: nobody can sign in. */
    ops: sessions
      ? opsRoutes({
          sessions,
          wrongLogins: createNoMoreThan(LOGINS_PER_MINUTE, now),
          slowLane: createSlowLane(),
          queueOf,
          history,
          jobs: CATALOG,
          log,
        })
      : null,
  };
}
