import { readCallHealth } from '@ringback/shared/db/calls/call-health.ts';
import { checkDatabase, checkReady, checkWrites } from '@ringback/shared/db/check-database.ts';
import { checkMigrations } from '@ringback/shared/db/check-migrations.ts';
import { checkRedis } from '@ringback/shared/queue/check-redis.ts';
import { exposeNeeds } from '@ringback/shared/runtime/expose-needs.ts';
import type { Router } from 'express';
import type { Config } from '../config.ts';
import type { Authenticate } from '../http/route.ts';
import type { Kernel } from '../kernel.ts';
import { exposeCallHealth } from './call-health-metrics.ts';
import { houseHealth } from './house-health.ts';
import { healthRoutes } from './routes.ts';
import { exposeHealth } from './text-health-metrics.ts';

/** Health as numbers for the alarms, and as an answer for who starts and stops this process. */
export function createHealth(kernel: Kernel, config: Config, authenticate: Authenticate): Router {
  const { db, redis, queue, metrics, now } = kernel;
  exposeHealth(metrics, houseHealth(kernel, config), now);
  exposeCallHealth(metrics, (at) => readCallHealth(db, at), now);
  exposeNeeds(metrics, { database: () => checkReady(db), redis: () => redis.ping() });
  return healthRoutes({
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
  });
}
