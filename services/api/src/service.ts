import { createInboundHeartbeat } from '@ringback/shared/db/health/inbound-heartbeat.ts';
import { readWorkDue } from '@ringback/shared/db/work-due.ts';
import { startPollingRounds } from '@ringback/shared/queue/poll-rounds.ts';
import { createUnreadTexts } from '@ringback/shared/queue/unread-texts.ts';
import { type Now, systemNow } from '@ringback/shared/runtime/clock.ts';
import { type Ids, systemIds } from '@ringback/shared/runtime/ids.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Service } from '@ringback/shared/runtime/run-service.ts';
import { bootstrapKey } from './access/bootstrap-key.ts';
import { bootstrapPeople } from './access/bootstrap-people.ts';
import { createAccess } from './access/create-access.ts';
import type { Config } from './config.ts';
import { openapiDocument } from './docs/openapi.ts';
import { docsRoutes } from './docs/routes.ts';
import { createHealth } from './health/create-health.ts';
import { createApp } from './http/app.ts';
import { type Arrivals, createArrivals } from './http/arrivals.ts';
import { measureRequests } from './http/measure-requests.ts';
import { mount } from './http/mount.ts';
import { createRequestStart } from './http/request-start.ts';
import { createKernel, type Kernel } from './kernel.ts';
import { createLive } from './live/create-live.ts';
import type { LiveTiming } from './live/hub.ts';
import { createOps } from './ops/create-ops.ts';
import { keepHeartbeat } from './outage/keep-heartbeat.ts';
import { tellOurNumbers } from './outage/tell-our-numbers.ts';
import { serveDashboard } from './pages/serve-dashboard.ts';
import { serve, serveBehindReceiver } from './receiver/serve.ts';
import { arrivalOf } from './receiver/told-by-receiver.ts';
import { allSpecs, MODULES } from './routes/modules.ts';
import { createWebhooks } from './webhooks/webhooks.ts';

type Overrides = {
  /** Stands in for the network to the database. */
  fetch?: typeof fetch;
  now?: Now;
  ids?: Ids;
  /** How often it is said that webhooks are taken in here. */
  heartbeatMs?: number;
  live?: Partial<LiveTiming>;
  /** A process of its own receives the requests: where the api has a process to itself. */
  receiver?: boolean;
};

export type Api = Service & { url: string; port: number };

/** So long after its last write the system counts as busy. */
const BUSY_MS = 60_000;
/** How long the start waits for a Redis that is about to answer. */
const QUEUE_MS = 3_000;

/** The whole of the api, wired. Tests start it too. */
export async function startApi(
  config: Config,
  log: Logger,
  overrides: Overrides = {},
): Promise<Api> {
  const { now = systemNow, ids = systemIds } = overrides;
  warnOfProxy(config, log);
  let wroteAtMs = Number.NEGATIVE_INFINITY;
  const { kernel, stop: disconnect } = createKernel(config, {
    fetch: overrides.fetch ?? fetch,
    onWrite() {
      wroteAtMs = performance.now();
      // Here it is heard without Redis too.
      live.nudge();
    },
    ...{ ids, now, log },
  });
  const { db, queue } = kernel;
  const owner = ids.uuid();
  const arrivals = createArrivals(now, {
    noted: arrivalOf,
    requestStart: createRequestStart(config.trustProxyHops),
  });
  const { app, live, webhooks } = createParts(kernel, config, { ...overrides, owner, arrivals });

  const bootstrap = bootstrapKey({ db, key: config.bootstrapApiKey, log, now });
  const people = bootstrapPeople({ db, accounts: config.accounts, log, now });
  const told = tellOurNumbers({
    ...{ db, log, now },
    numbers: config.ourNumbers,
    carriedBy: config.carriedBy,
  });
  await Promise.all([bootstrap.tried, people.tried, told.tried, queue.firstUp(QUEUE_MS)]);
  webhooks.start();
  const { port: wanted, host, redisUrl, queuePrefix, trustProxyHops } = config;
  const listenAt = { port: wanted, host };
  const behind = { listenAt, redisUrl, queuePrefix, owner, trustProxyHops, arrivals };
  const server = await (overrides.receiver
    ? serveBehindReceiver(app, behind)
    : serve(app, listenAt, arrivals));
  const { port } = server;
  // What it writes for itself before anybody comes is no work.
  wroteAtMs = Number.NEGATIVE_INFINITY;
  const isBusy = () => performance.now() - wroteAtMs < BUSY_MS;
  const beats = await startBeats(kernel, config, {
    owner,
    isBusy,
    heartbeatMs: overrides.heartbeatMs,
  });
  log.info({ port }, 'listening');

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      bootstrap.stop();
      people.stop();
      told.stop();
      await beats.stop();
      // Open streams are requests that never end by themselves.
      await live.stop();
      await server.stop();
      await webhooks.stop();
      await disconnect();
    },
  };
}

type Given = Pick<Overrides, 'live' | 'receiver'> & { owner: string; arrivals: Arrivals };

/** Every module, and the app that they are together. */
function createParts(kernel: Kernel, config: Config, given: Given) {
  const { redis, metrics, now, log } = kernel;
  const { queuePrefix: prefix, secure, trustProxyHops } = config;
  const { arrivals, owner, receiver } = given;
  const access = createAccess(kernel, config);
  const { authenticate, byKeyOrSession, limitRequests: limit } = access;
  const others = receiver ? createUnreadTexts({ redis, prefix, owner, now }) : undefined;
  const webhooks = createWebhooks(kernel, config, { authenticate, arrivals, others });
  const live = createLive(kernel, config, given.live);
  const routes = MODULES.flatMap((module) => module.routes(kernel, config));
  const app = createApp({
    health: createHealth(kernel, config, byKeyOrSession),
    docs: docsRoutes(openapiDocument(allSpecs(now))),
    webhooks: webhooks.routers,
    ops: createOps(kernel, config),
    api: [mount([...live.routes, ...routes], { authenticate: byKeyOrSession, limit })],
    pages: serveDashboard(),
    measure: measureRequests(metrics),
    trustProxyHops,
    secure,
    log,
  });
  return { app, live, webhooks };
}

type Beats = { owner: string; isBusy: () => boolean; heartbeatMs: number | undefined };

/** What is done again and again while this process is at work. */
async function startBeats(kernel: Kernel, config: Config, { owner, isBusy, heartbeatMs }: Beats) {
  const { quietDb, redis, queue, log, now } = kernel;
  const row = createInboundHeartbeat(quietDb, owner);
  const heartbeat = await keepHeartbeat({ heartbeat: row, isBusy, everyMs: heartbeatMs, now, log });
  const looking = startPollingRounds({
    redis,
    prefix: config.queuePrefix,
    workDue: (at) => readWorkDue(quietDb, at),
    enqueue: queue.enqueue,
    log,
    now,
  });
  return {
    async stop() {
      await looking.stop();
      await heartbeat.stop();
    },
  };
}

function warnOfProxy({ secure, trustProxyHops }: Config, log: Logger): void {
  if (!secure || trustProxyHops > 0) return;
  log.warn(
    'PUBLIC_URL is https, so a proxy stands before this, and TRUST_PROXY is 0: all the world is one address to every limit. Set TRUST_PROXY to the number of proxies.',
  );
}
