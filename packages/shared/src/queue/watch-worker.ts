import type { Redis } from 'ioredis';
import { exposeNeeds } from '../runtime/expose-needs.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { type ListenAt, serveHealth } from '../runtime/serve-health.ts';
import { startCanary } from './canary.ts';
import { checkRedis } from './check-redis.ts';
import type { WorkerMetrics } from './worker-metrics.ts';

type Deps = {
  service: string;
  listenAt: ListenAt;
  connection: Redis;
  prefix: string;
  /** Throws while the database cannot be reached. */
  checkDatabase: () => Promise<void>;
  metrics: Metrics;
  workerMetrics: WorkerMetrics;
  now: () => Date;
};

/**
 * How a service that runs jobs shows that it works: a canary through its queue, and its health
 * endpoints.
 */
export async function watchWorker(deps: Deps) {
  const { service, listenAt, connection, prefix, checkDatabase, metrics, workerMetrics, now } =
    deps;
  const canary = await startCanary({ connection, prefix, service, metrics: workerMetrics, now });
  exposeNeeds(metrics, { database: checkDatabase, redis: () => connection.ping() });
  const health = await serveHealth(listenAt, metrics.registry, {
    redis: () => checkRedis(connection),
    database: checkDatabase,
    canary: canary.check,
  });
  return { canary, health };
}
