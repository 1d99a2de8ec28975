import { checkReady } from '@ringback/shared/db/check-database.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { createWebhookDeliveries } from '@ringback/shared/db/webhooks/webhook-deliveries.ts';
import { readWorkDue } from '@ringback/shared/db/work-due.ts';
import { createSendWebhook } from '@ringback/shared/providers/webhooks/send-webhook.ts';
import { createAnnouncer } from '@ringback/shared/queue/announcer.ts';
import { connectPatiently } from '@ringback/shared/queue/connect.ts';
import { startPollingRounds } from '@ringback/shared/queue/poll-rounds.ts';
import { createProducer } from '@ringback/shared/queue/producer.ts';
import { runJobs } from '@ringback/shared/queue/run-jobs.ts';
import { watchWorker } from '@ringback/shared/queue/watch-worker.ts';
import { createWorkerMetrics } from '@ringback/shared/queue/worker-metrics.ts';
import { type Now, systemNow } from '@ringback/shared/runtime/clock.ts';
import { type Ids, systemIds } from '@ringback/shared/runtime/ids.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import type { Service } from '@ringback/shared/runtime/run-service.ts';
import { createAnalyzerMetrics } from './analyzer-metrics.ts';
import type { Config } from './config.ts';
import { createAnalyze } from './create-analyze.ts';
import { createDeliverWebhook } from './webhooks/deliver-webhook.ts';
import { createSweepWebhooks } from './webhooks/sweep-webhooks.ts';

/** `fetch` replaces the network for the database, and only for it. */
export type Overrides = { fetch?: typeof fetch; now?: Now; ids?: Ids };

/** Long enough for two requests to the judge; BullMQ renews it halfway all the same. */
const LOCK_MS = 60_000;
/** A judge that has not answered by then is asked again by the next run. */
const STOP_MS = 15_000;
/** One slow receiver delays few others. */
const WEBHOOKS_AT_ONCE = 10;
/** An attempt may take twenty seconds. */
const WEBHOOK_LOCK_MS = 45_000;

/** The whole of the analyzer, wired. Tests start it too, against the simulator. */
export async function startAnalyzer(
  config: Config,
  log: Logger,
  { fetch: base = fetch, now = systemNow, ids = systemIds }: Overrides = {},
): Promise<Service & { port: number }> {
  const connection = connectPatiently(config.redisUrl);
  const { queuePrefix: prefix, concurrency } = config;
  const { afterWrites } = createAnnouncer(connection, prefix);
  const db = connectDb({ ...config.database, fetch: afterWrites(base) });
  const metrics = createMetrics('analyzer');
  const workerMetrics = createWorkerMetrics(metrics);

  const { observe, observeWebhook } = createAnalyzerMetrics(metrics);
  const stopping = new AbortController();
  const analyze = createAnalyze(config, { db, observe, stopping: stopping.signal, ids, log, now });
  const deliveries = createWebhookDeliveries(db);
  const send = createSendWebhook(config.webhooks);
  const producer = createProducer(connection, prefix);
  const deliver = createDeliverWebhook({
    deliveries,
    send,
    dashboardUrl: config.publicUrl,
    chance: Math.random,
    observe: observeWebhook,
    now,
  });
  const sweep = createSweepWebhooks({ deliveries, producer, now });
  const { enqueue } = producer;
  const jobs = runJobs(
    'analyzer',
    {
      'analyze-conversation': { run: analyze, concurrency, lockMs: LOCK_MS },
      'deliver-webhook': { run: deliver, concurrency: WEBHOOKS_AT_ONCE, lockMs: WEBHOOK_LOCK_MS },
      'sweep-webhooks': { run: sweep, concurrency: 1 },
    },
    { connection, prefix, enqueue, metrics: workerMetrics, log },
  );
  const looking = startPollingRounds({
    redis: connection,
    prefix,
    workDue: (at) => readWorkDue(db, at),
    enqueue,
    log,
    now,
  });
  const { canary, health } = await watchWorker({
    service: 'analyzer',
    listenAt: config,
    connection,
    prefix,
    checkDatabase: () => checkReady(db),
    metrics,
    workerMetrics,
    now,
  });

  return {
    port: health.port,
    async stop() {
      const enough = setTimeout(() => stopping.abort(), STOP_MS);
      jobs.stopSchedules();
      await looking.stop();
      await Promise.all([jobs.stop(), canary.stop()]);
      clearTimeout(enough);
      await Promise.all([send.close(), producer.stop()]);
      await health.stop();
      connection.disconnect();
    },
  };
}
