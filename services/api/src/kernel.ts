import { createApiKeys } from '@ringback/shared/db/access/api-keys.ts';
import { createSessionRows } from '@ringback/shared/db/access/sessions.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import { createLeadSources } from '@ringback/shared/db/leads/lead-sources.ts';
import { createAnnouncer } from '@ringback/shared/queue/announcer.ts';
import { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { createProducer } from '@ringback/shared/queue/producer.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Ids } from '@ringback/shared/runtime/ids.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createMetrics, type Metrics } from '@ringback/shared/runtime/metrics.ts';
import { createKnownKeys, type KnownKeys, LOOKUPS } from './access/known-keys.ts';
import { createSessions, type Sessions } from './access/sessions.ts';
import type { Config } from './config.ts';
import { asGuard, createLimit } from './limits/limit.ts';
import { connectGuarded } from './outage/connect-guarded.ts';
import { type QueueWhenUp, queueWhenUp } from './outage/queue-when-up.ts';
import { createKnownSources, type KnownSources } from './webhooks/leads/known-sources.ts';

/** What every module of the api is made from, together with the settings. */
export type Kernel = {
  db: Db;
  /** The same database. A write that goes this way nudges no live stream. */
  quietDb: Db;
  redis: ReturnType<typeof connectBriskly>;
  queue: QueueWhenUp;
  /** API keys and lead sources, as they were last seen: one memory for all modules. */
  keys: KnownKeys;
  leadSources: KnownSources;
  /** Null: nobody can sign in. */
  sessions: Sessions | null;
  metrics: Metrics;
  ids: Ids;
  now: Now;
  log: Logger;
};

type Given = Pick<Kernel, 'ids' | 'now' | 'log'> & { fetch: typeof fetch; onWrite: () => void };

/** Connects to Redis and to the database; neither needs to be there yet. */
export function createKernel(config: Config, { fetch, onWrite, ids, now, log }: Given) {
  const redis = connectBriskly(config.redisUrl);
  const announcer = createAnnouncer(redis, config.queuePrefix);
  const producer = createProducer(redis, config.queuePrefix);
  const { db, quietDb, ...guard } = connectGuarded({
    database: config.database,
    fetch,
    onWrite() {
      onWrite();
      announcer.nudge();
    },
  });
  const leadSources = createKnownSources(createLeadSources(db));
  const lookups = createLimit({ redis, prefix: config.queuePrefix, log }, LOOKUPS);
  const keys = createKnownKeys({
    apiKeys: createApiKeys(db),
    guardLookups: asGuard(lookups),
    log,
    now,
  });
  const sessions = config.accounts
    ? createSessions({
        secret: config.accounts.sessionSecret,
        secure: config.secure,
        // A session that was used is not published.
        rows: createSessionRows(quietDb),
        newToken: () => ids.token() + ids.token(),
        log,
        now,
      })
    : null;
  const kernel: Kernel = {
    ...{ db, quietDb, redis, keys, leadSources, sessions, ids, now, log },
    queue: queueWhenUp(redis, producer),
    metrics: createMetrics('api'),
  };
  return {
    kernel,
    async stop() {
      guard.stop();
      leadSources.stop();
      await producer.stop().catch(() => undefined);
      redis.disconnect();
    },
  };
}
