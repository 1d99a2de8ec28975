import { hostname } from 'node:os';
import { checkReady } from '@ringback/shared/db/check-database.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { createArrivingTexts } from '@ringback/shared/db/texts/arriving-texts.ts';
import { createConversations } from '@ringback/shared/db/texts/conversations.ts';
import { createMessages } from '@ringback/shared/db/texts/messages.ts';
import { createReplies } from '@ringback/shared/db/texts/replies.ts';
import { createWordsJudged } from '@ringback/shared/db/texts/words-judged.ts';
import { readWorkDue } from '@ringback/shared/db/work-due.ts';
import { LEFT_BEHIND_MS } from '@ringback/shared/domain/texts/left-behind.ts';
import { smsFollowup } from '@ringback/shared/jobs/catalog.ts';
import { createActiveLeads } from '@ringback/shared/queue/active-leads.ts';
import { createAnnouncer } from '@ringback/shared/queue/announcer.ts';
import { connectPatiently } from '@ringback/shared/queue/connect.ts';
import { createEventSpool } from '@ringback/shared/queue/event-spool.ts';
import { startPollingRounds } from '@ringback/shared/queue/poll-rounds.ts';
import { createProducer } from '@ringback/shared/queue/producer.ts';
import { runJobs } from '@ringback/shared/queue/run-jobs.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
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
import { createTextMetrics, exposeTextAges } from './text-metrics.ts';
import { wireTexts } from './wire-texts.ts';

/** `fetch` replaces the network for the database, and only for it. */
export type Overrides = { fetch?: typeof fetch; now?: Now; ids?: Ids };

const LEFT_AT_ONCE = 50;
/** A model that has not answered by then is asked again by the next run. */
const STOP_MS = 15_000;

/** The whole of sms-worker, wired. Tests start it too, against the simulator. */
export async function startSmsWorker(
  config: Config,
  log: Logger,
  { fetch, now = systemNow, ids = systemIds }: Overrides = {},
): Promise<Service & { port: number }> {
  const connection = connectPatiently(config.redisUrl);
  const announcer = createAnnouncer(connection, config.queuePrefix);
  const db = connectDb({
    ...config.database,
    fetch: announcer.afterWrites(fetch ?? globalThis.fetch),
  });
  const producer = createProducer(connection, config.queuePrefix);
  const { enqueue } = producer;

  const metrics = createMetrics('sms-worker');
  const workerMetrics = createWorkerMetrics(metrics);
  const textMetrics = createTextMetrics(metrics);
  exposeTextAges(metrics, db, now);

  const leaving = new AbortController();
  const queued = producer.queueOf(smsFollowup);
  const arriving = createArrivingTexts(db);
  const work = wireTexts(config, {
    db,
    messages: createMessages(db),
    replies: createReplies(db),
    conversations: createConversations(db),
    words: createWordsJudged(db),
    activeLeads: createActiveLeads({ redis: connection, prefix: config.queuePrefix, now }),
    producer,
    askAgain: createAskAgain({ now, stopping: leaving.signal }),
    takeInLeft: async () => (await arriving.takeInLeft(LEFT_BEHIND_MS, now(), LEFT_AT_ONCE)).length,
    waiting: () => queued.getJobCountByTypes('waiting', 'prioritized', 'delayed'),
    metrics: textMetrics,
    worker: `${hostname()}-${process.pid}`,
    uuid: ids.uuid,
    now,
    log,
  });
  const stopping = new AbortController();

  const events = createEventSpool(connection, config.queuePrefix);
  const alone = { concurrency: 1, lockMs: 10_000 };
  const aloneForLong = { concurrency: 1, lockMs: 60_000 };
  const thinking = { concurrency: config.repliesAtOnce };
  const jobs = runJobs(
    'sms-worker',
    {
      'sms-followup': { run: waitForEvents(work.sendText, { events, now }), concurrency: 20 },
      'sms-reply': { run: untilStopped(work.reply, stopping.signal), ...thinking },
      'judge-words': { run: untilStopped(work.judgeTexts, stopping.signal), ...thinking },
      'send-notification': { run: work.sendNotification, concurrency: 4, lockMs: 60_000 },
      'sweep-notifications': { run: work.sweepNotifications, ...aloneForLong },
      'fetch-media': { run: work.fetchMedia, concurrency: 4, lockMs: 60_000 },
      'sweep-media': { run: work.sweepMedia, ...aloneForLong },
      'sweep-texts': { run: work.sweep, ...alone },
      'check-texts': { run: work.check, ...alone },
      'end-idle-conversations': { run: work.endIdle, ...aloneForLong },
      'find-lost-texts': { run: work.findLost, ...aloneForLong },
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
    service: 'sms-worker',
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
      leaving.abort();
      jobs.stopSchedules();
      await looking.stop();
      const enough = setTimeout(() => stopping.abort(), STOP_MS);
      await Promise.all([jobs.stop(), canary.stop()]);
      clearTimeout(enough);
      await producer.stop();
      await health.stop();
      connection.disconnect();
    },
  };
}

/** Abandons a job when the process has waited for it long enough. */
function untilStopped<T>(run: Processor<T>, stopping: AbortSignal): Processor<T> {
  return function runUntilStopped(payload, context) {
    return run(payload, { ...context, signal: AbortSignal.any([context.signal, stopping]) });
  };
}
