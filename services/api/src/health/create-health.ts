import { readCallHealth } from '@ringback/shared/db/call-health.ts';
import { checkDatabase, checkReady, checkWrites } from '@ringback/shared/db/check-database.ts';
import { checkMigrations } from '@ringback/shared/db/check-migrations.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import { readResting } from '@ringback/shared/db/resting.ts';
import { readSpend } from '@ringback/shared/db/spend.ts';
import { readTextHealth } from '@ringback/shared/db/text-health.ts';
import { readWaitingHealth } from '@ringback/shared/db/waiting-health.ts';
import type { Ceilings } from '@ringback/shared/domain/policy/ceilings.ts';
import { checkRedis } from '@ringback/shared/queue/check-redis.ts';
import type { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { createSignsOfLife } from '@ringback/shared/queue/signs-of-life.ts';
import { exposeNeeds } from '@ringback/shared/runtime/expose-needs.ts';
import type { Metrics } from '@ringback/shared/runtime/metrics.ts';
import type { Authenticate } from '../access/authenticate.ts';
import type { QueueWhenUp } from '../outage/queue-when-up.ts';
import type { Repositories } from '../repositories.ts';
import { exposeCallHealth } from './call-health-metrics.ts';
import { createReadHealth } from './read-health.ts';
import { healthRoutes } from './routes.ts';
import { exposeHealth } from './text-health-metrics.ts';

type Deps = {
  db: Db;
  redis: ReturnType<typeof connectBriskly>;
  queuePrefix: string;
  queue: Pick<QueueWhenUp, 'isUp'>;
  repositories: Pick<Repositories, 'receipts' | 'switches'>;
  authenticate: Authenticate;
  metrics: Metrics;
  ceilings: Ceilings;
  now: () => Date;
};

/** How it is, wired: for who asks, for the alarms, and for whoever starts and stops this process. */
export function wireHealth(deps: Deps) {
  const { db, redis, queuePrefix, queue, repositories, authenticate, metrics, ceilings, now } =
    deps;
  const { receipts, switches } = repositories;
  const readHealth = createReadHealth({
    readTextHealth: (at) => readTextHealth(db, at),
    readWaiting: (at) => readWaitingHealth(db, at),
    readSpend: (at) => readSpend(db, at),
    ceilings,
    receipts,
    switches,
    readResting: (at) => readResting(db, at),
    life: createSignsOfLife(redis, queuePrefix),
  });
  exposeHealth(metrics, readHealth, now);
  exposeCallHealth(metrics, (at) => readCallHealth(db, at), now);
  exposeNeeds(metrics, { database: () => checkReady(db), redis: () => redis.ping() });
  return {
    readHealth,
    router: healthRoutes({
      registry: metrics.registry,
      checks: {
        database: () => checkDatabase(db),
        database_writes: () => checkWrites(db),
        migrations: () => checkMigrations(db),
        redis: async () => {
          if (!queue.isUp()) throw new Error('Redis cannot be reached right now.');
          await checkRedis(redis);
        },
      },
      authenticate,
    }),
  };
}
