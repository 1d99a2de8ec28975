import { hostname } from 'node:os';
import { createCalls } from '@ringback/shared/db/calls/calls.ts';
import { checkReady } from '@ringback/shared/db/check-database.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { readWorkDue } from '@ringback/shared/db/work-due.ts';
import { createAnnouncer } from '@ringback/shared/queue/announcer.ts';
import { connectPatiently } from '@ringback/shared/queue/connect.ts';
import { createEventSpool } from '@ringback/shared/queue/event-spool.ts';
import { startPollingRounds } from '@ringback/shared/queue/poll-rounds.ts';
import { createProducer } from '@ringback/shared/queue/producer.ts';
import { runJobs } from '@ringback/shared/queue/run-jobs.ts';
import { waitForEvents } from '@ringback/shared/queue/wait-for-events.ts';
import { watchWorker } from '@ringback/shared/queue/watch-worker.ts';
import { createWorkerMetrics } from '@ringback/shared/queue/worker-metrics.ts';
import { createAskAgain } from '@ringback/shared/runtime/ask-again.ts';
import { type Now, systemNow } from '@ringback/shared/runtime/clock.ts';
import { type Ids, systemIds } from '@ringback/shared/runtime/ids.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import type { Service } from '@ringback/shared/runtime/run-service.ts';
import type { Config } from './config.ts';
import { wireCalls } from './wire-calls.ts';

export type Overrides = { fetch?: typeof fetch; now?: Now; ids?: Ids };

/** A fixed window of the queue is not a sliding one: stay a little below what the account allows. */
const PACE = 1.05;

/** The whole of call-worker, wired. Tests start it too, against the simulator. */
export async function startCallWorker(
  config: Config,
  log: Logger,
  { fetch: base = fetch, now = systemNow, ids = systemIds }: Overrides = {},
): Promise<Service & { port: number }> {
  const connection = connectPatiently(config.redisUrl);
  const { afterWrites } = createAnnouncer(connection, config.queuePrefix);
  const db = connectDb({ ...config.database, fetch: afterWrites(base) });
  const stopping = new AbortController();
  const producer = createProducer(connection, config.queuePrefix);
  const { enqueue } = producer;

  const metrics = createMetrics('call-worker');
  const workerMetrics = createWorkerMetrics(metrics);
  const dials = metrics.counter('dials_total', 'Orders to the carrier, by how they went.', [
    'outcome',
  ]);

  // There from the start, or the first refusal would be no rise.
  for (const outcome of ['placed', 'rejected']) dials.inc({ outcome }, 0);

  const work = wireCalls(config, {
    db,
    calls: createCalls(db),
    producer,
    askAgain: createAskAgain({ now, stopping: stopping.signal }),
    count: (outcome) => dials.inc({ outcome }),
    worker: `${hostname()}-${process.pid}`,
    uuid: ids.uuid,
    now,
  });

  const events = createEventSpool(connection, config.queuePrefix);
  const usual = { concurrency: 10 };
  const alone = { concurrency: 1, lockMs: 10_000 };
  const aloneForLong = { concurrency: 1, lockMs: 60_000 };
  const everyMs = Math.ceil((1_000 / config.callsPerSecond) * PACE);
  const jobs = runJobs(
    'call-worker',
    {
      'schedule-call': { run: waitForEvents(work.placeCall, { events, now }), ...usual, everyMs },
      'settle-call': { run: work.settleCall, ...usual },
      'end-call': { run: work.endCall, ...usual },
      'check-calls': { run: work.check, ...alone },
      'sweep-calls': { run: work.sweep, ...alone },
      cleanup: { run: work.cleanUp, ...aloneForLong },
      'prune-history': { run: work.prune, ...aloneForLong },
    },
    { connection, prefix: config.queuePrefix, enqueue, metrics: workerMetrics, log },
  );
  const looking = startPollingRounds({
    redis: connection,
    prefix: config.queuePrefix,
    workDue: (at) => readWorkDue(db, at),
    enqueue,
    log,
    now,
  });
  const { canary, health } = await watchWorker({
    service: 'call-worker',
    listenAt: config,
    connection,
    prefix: config.queuePrefix,
    checkDatabase: () => checkReady(db),
    metrics,
    workerMetrics,
    now,
  });

  return {
    port: health.port,
    async stop() {
      stopping.abort();
      jobs.stopSchedules();
      await looking.stop();
      await Promise.all([jobs.stop(), canary.stop()]);
      await producer.stop();
      await health.stop();
      connection.disconnect();
    },
  };
}
