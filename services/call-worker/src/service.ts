import { hostname } from 'node:os';
import { createCallLists } from '@ringback/shared/db/calls/call-lists.ts';
import { createCalls } from '@ringback/shared/db/calls/calls.ts';
import { checkReady } from '@ringback/shared/db/check-database.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { createLeads } from '@ringback/shared/db/leads/leads.ts';
import { createRetention } from '@ringback/shared/db/retention.ts';
import { readWorkDue } from '@ringback/shared/db/work-due.ts';
import { settleCall } from '@ringback/shared/jobs/catalog.ts';
import { createCallProviders } from '@ringback/shared/providers/calls/providers.ts';
import { createRecordings } from '@ringback/shared/providers/calls/recordings.ts';
import { createAnnouncer } from '@ringback/shared/queue/announcer.ts';
import { behindNews } from '@ringback/shared/queue/behind-news.ts';
import { connectPatiently } from '@ringback/shared/queue/connect.ts';
import { startLookingRound } from '@ringback/shared/queue/look-round.ts';
import { createNewsSpool } from '@ringback/shared/queue/news-spool.ts';
import { createProducer } from '@ringback/shared/queue/producer.ts';
import { runJobs } from '@ringback/shared/queue/run-jobs.ts';
import { watchWorker } from '@ringback/shared/queue/watch-worker.ts';
import { createWorkerMetrics } from '@ringback/shared/queue/worker-metrics.ts';
import { createAskAgain, patient } from '@ringback/shared/runtime/ask-again.ts';
import { type Now, systemNow } from '@ringback/shared/runtime/clock.ts';
import { type Ids, systemIds } from '@ringback/shared/runtime/ids.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import type { Service } from '@ringback/shared/runtime/run-service.ts';
import { SIGN_EVERY_MS } from '@ringback/shared/runtime/show-life.ts';
import type { Config } from './config.ts';
import { createAwaitVoice } from './place/await-voice.ts';
import { createPlaceCall } from './place/place-call.ts';
import { createAskCarrier } from './reconcile/ask-carrier.ts';
import { createCheckCalls, createRunChecks } from './reconcile/check-calls.ts';
import { createReadPrices } from './reconcile/read-prices.ts';
import { createEndCall } from './settle/end-call.ts';
import { createSettleCall } from './settle/settle-call.ts';
import { createCleanup } from './sweep/clean-up.ts';
import { createPruneHistory } from './sweep/prune-history.ts';
import { createSweep, createSweepCalls } from './sweep/sweep-calls.ts';

export type Overrides = { fetch?: typeof fetch; now?: Now; ids?: Ids };

/** Four signs may get lost before a service counts as gone. */
const SIGN_BELIEVED_MS = 4 * SIGN_EVERY_MS;
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
  const askAgain = createAskAgain({ now, stopping: stopping.signal });
  const calls = createCalls(db);
  const leads = createLeads(db);
  const providerOf = createCallProviders(config.providers);
  const producer = createProducer(connection, config.queuePrefix);
  const { enqueue } = producer;

  const metrics = createMetrics('call-worker');
  const workerMetrics = createWorkerMetrics(metrics);
  const dials = metrics.counter('dials_total', 'Orders to the carrier, by how they went.', [
    'outcome',
  ]);

  // There from the start, or the first refusal would be no rise.
  for (const outcome of ['placed', 'rejected']) dials.inc({ outcome }, 0);

  const settle = async (callId: string) => {
    await enqueue(settleCall, { callId });
  };
  const askCarrier = createAskCarrier({ calls, providerOf, now });
  const readPrices = createReadPrices({ calls, providerOf, now });
  const runChecks = createRunChecks({ calls, askCarrier, settle, now });
  const sweep = createSweep({ calls, producer, now });
  const placeCall = createPlaceCall({
    calls: patient(calls, ['recordDialed', 'release'], askAgain),
    askAgain,
    providerOf,
    awaitVoice: createAwaitVoice({ calls, now }),
    signsWithinMs: SIGN_BELIEVED_MS,
    settle,
    count: (outcome) => dials.inc({ outcome }),
    operator: config.operator,
    caps: config.caps,
    contactCaps: config.contactCaps,
    numbers: config.numbers,
    ceilings: config.ceilings,
    from: config.from,
    worker: `${hostname()}-${process.pid}`,
    uuid: ids.uuid,
    now,
  });
  const settler = createSettleCall({
    calls,
    enqueue,
    uuid: ids.uuid,
    maxDials: config.maxDials,
    voice: config.voice,
    now,
  });
  const cleaner = createCleanup({
    calls,
    callLists: createCallLists(db),
    leads,
    askCarrier,
    runChecks,
    sweep,
    settle,
    staleMs: config.staleMs,
    now,
  });

  const pruner = createPruneHistory({
    retention: createRetention(db),
    recordingsOf: createRecordings(config.providers),
    keepMs: config.keepMs,
    now,
  });

  const news = createNewsSpool(connection, config.queuePrefix);
  const usual = { concurrency: 10 };
  const alone = { concurrency: 1, lockMs: 10_000 };
  const aloneForLong = { concurrency: 1, lockMs: 60_000 };
  const everyMs = Math.ceil((1_000 / config.callsPerSecond) * PACE);
  const jobs = runJobs(
    'call-worker',
    {
      'schedule-call': { run: behindNews(placeCall, { news, now }), ...usual, everyMs },
      'settle-call': { run: settler, ...usual },
      'end-call': { run: createEndCall({ calls, providerOf, now }), ...usual },
      'check-calls': {
        run: createCheckCalls({ calls, askCarrier, settle, readPrices, now }),
        ...alone,
      },
      'sweep-calls': { run: createSweepCalls({ calls, producer, now }), ...alone },
      cleanup: { run: cleaner, ...aloneForLong },
      'prune-history': { run: pruner, ...aloneForLong },
    },
    { connection, prefix: config.queuePrefix, enqueue, metrics: workerMetrics, log },
  );
  const looking = startLookingRound({
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
