import { createArrivingTexts } from '@ringback/shared/db/arriving-texts.ts';
import { createEvents } from '@ringback/shared/db/events.ts';
import { createInboundDoor } from '@ringback/shared/db/inbound-door.ts';
import { readOpenPasses } from '@ringback/shared/db/open-passes.ts';
import { createSessionRows } from '@ringback/shared/db/sessions.ts';
import { readWorkDue } from '@ringback/shared/db/work-due.ts';
import { parsePhone } from '@ringback/shared/domain/phone.ts';
import { createTakeInOrder } from '@ringback/shared/inbound/take-in-order.ts';
import { createActiveLeads } from '@ringback/shared/queue/active-leads.ts';
import { createAnnouncer } from '@ringback/shared/queue/announcer.ts';
import { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { createListener } from '@ringback/shared/queue/listener.ts';
import { startLookingRound } from '@ringback/shared/queue/look-round.ts';
import { createProducer } from '@ringback/shared/queue/producer.ts';
import { createUnreadTexts } from '@ringback/shared/queue/unread-texts.ts';
import { type Now, systemNow } from '@ringback/shared/runtime/clock.ts';
import { type Ids, systemIds } from '@ringback/shared/runtime/ids.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import type { Service } from '@ringback/shared/runtime/run-service.ts';
import { bootstrapKey } from './access/bootstrap-key.ts';
import { wireAccess } from './access/create-access.ts';
import { allSpecs } from './all-specs.ts';
import { createApiMetrics } from './api-metrics.ts';
import type { Config } from './config.ts';
import { openapiDocument } from './docs/openapi.ts';
import { docsRoutes } from './docs/routes.ts';
import { wireHealth } from './health/create-health.ts';
import { createApp } from './http/app.ts';
import { createArrivals } from './http/arrivals.ts';
import { mount } from './http/mount.ts';
import { createRequestStart } from './http/request-start.ts';
import { createLive } from './live/create-live.ts';
import type { LiveTiming } from './live/hub.ts';
import { connectGuarded } from './outage/connect-guarded.ts';
import { keepDoor } from './outage/keep-door.ts';
import { queueWhenUp } from './outage/queue-when-up.ts';
import { tellOurNumbers } from './outage/tell-our-numbers.ts';
import { serve, serveBehindReceiver } from './receiver/serve.ts';
import { arrivalOf } from './receiver/told-by-receiver.ts';
import { createRepositories } from './repositories.ts';
import { createTexting } from './texting.ts';
import { createKnownSources } from './webhooks/leads/known-sources.ts';
import { wireRoutes } from './wire-routes.ts';
import { wireWebhooks } from './wire-webhooks.ts';

type Overrides = {
  /** Stands in for the network to the database. */
  fetch?: typeof fetch;
  now?: Now;
  ids?: Ids;
  cleanupMs?: number;
  /** How often it is said that webhooks are taken in here. */
  doorMs?: number;
  live?: Partial<LiveTiming>;
  /** A process of its own receives the requests: where the api has a process to itself. */
  receiver?: boolean;
};

export type Api = Service & { url: string; port: number };

/** So long after something was written here the house is at work. */
const BUSY_MS = 60_000;
/** How long the door stays shut at the start for a Redis that is about to answer. */
const QUEUE_MS = 3_000;

/** The whole of the api, wired. Tests start it too. */
export async function startApi(
  config: Config,
  log: Logger,
  overrides: Overrides = {},
): Promise<Api> {
  const { now = systemNow, ids = systemIds } = overrides;
  const { publicUrl, queuePrefix } = config;
  const secure = publicUrl.startsWith('https:');
  if (secure && config.trustProxyHops === 0) {
    log.warn(
      'PUBLIC_URL is https, so a proxy stands before this, and TRUST_PROXY is 0: all the world is one address to every limit. Set TRUST_PROXY to the number of proxies.',
    );
  }

  // What it stands on
  const redis = connectBriskly(config.redisUrl);
  const announcer = createAnnouncer(redis, queuePrefix);
  let wroteAtMs = Number.NEGATIVE_INFINITY;
  const guarded = connectGuarded({
    database: config.database,
    fetch: overrides.fetch ?? fetch,
    onWrite() {
      wroteAtMs = performance.now();
      // Here it is heard without Redis too.
      live.nudge();
      announcer.nudge();
    },
  });
  const { db } = guarded;
  const producer = createProducer(redis, queuePrefix);
  const queue = queueWhenUp(redis, producer);

  const repositories = createRepositories(db);
  const leadSources = createKnownSources(repositories.leadSources);
  const { leads, apiKeys } = repositories;
  const readPhone = (text: string) => parsePhone(text, config.defaultCountry, config.numbers);
  const activeLeads = createActiveLeads({ redis, prefix: queuePrefix, now });
  const instance = ids.uuid();
  // Texts take their places in the order in which they reach us, whatever comes between
  const arrivals = createArrivals(now, {
    noted: arrivalOf,
    requestStart: createRequestStart(config.trustProxyHops),
  });
  const { receive } = createTakeInOrder({
    arriving: createArrivingTexts(db),
    ...arrivals,
    ...(overrides.receiver && {
      others: createUnreadTexts({ redis, prefix: queuePrefix, owner: instance, now }),
    }),
    now,
  });
  const inboundTexts = { ...repositories.inboundTexts, receive };
  const texting = createTexting({
    config,
    db,
    repositories: { ...repositories, leadSources, inboundTexts },
    arrivals,
    activeLeads,
    enqueue: queue.enqueue,
    readPhone,
    ids,
    log,
    now,
  });

  // Who may come in, and how often
  const limits = { redis, prefix: queuePrefix, log };
  const { queueOf, history } = queue;
  const access = wireAccess({
    config,
    apiKeys,
    // That somebody was seen is no news.
    sessionRows: createSessionRows(guarded.quietDb),
    newToken: ids.token,
    limits,
    queueOf,
    history,
    secure,
    now,
  });
  const { authenticate, byKeyOrSession, limitRequests: limit } = access;

  // What is told to us
  const metrics = createMetrics('api');
  const apiMetrics = createApiMetrics(metrics, {
    spooled: () => webhooks.spooled(),
    setAside: () => webhooks.setAside(),
  });
  const webhooks = wireWebhooks({
    config,
    db,
    redis,
    queue,
    repositories,
    leadSources,
    texting,
    limits,
    authenticate,
    keys: access.keys,
    readPhone,
    metrics: apiMetrics,
    ids,
    log,
    now,
  });

  // What there is to hear. Its own way to the database: what it reads there is no news.
  const live = createLive({
    events: createEvents(guarded.quietDb),
    leads,
    activeLeads,
    listen: (onNudge) => createListener(config.redisUrl, queuePrefix, onNudge),
    readOpenPasses: (passes) => readOpenPasses(guarded.quietDb, passes, now()),
    maxPerCaller: config.streamsPerKey,
    keepMs: config.keepEventsMs,
    ...(overrides.live ? { timing: overrides.live } : {}),
    metrics,
    newId: ids.uuid,
    random: Math.random,
    now,
    log,
  });

  // What there is to ask for
  const health = wireHealth({
    db,
    redis,
    queuePrefix,
    queue,
    repositories,
    authenticate,
    metrics,
    ceilings: config.ceilings,
    now,
  });
  const routes = wireRoutes({
    config,
    db,
    queue,
    repositories,
    readHealth: health.readHealth,
    forgetKeys: access.forgetKeys,
    readPhone,
    cleanupMs: overrides.cleanupMs,
    ids,
    log,
    now,
  });
  const app = createApp({
    health: health.router,
    docs: docsRoutes(openapiDocument(allSpecs(now))),
    webhooks: webhooks.routers,
    ops: access.ops,
    api: [
      mount(live.routes, { authenticate: byKeyOrSession, limit }),
      mount([...routes, ...texting.routes], { authenticate, limit }),
    ],
    measure: apiMetrics.measure,
    trustProxyHops: config.trustProxyHops,
    secure,
    log,
  });

  const bootstrap = bootstrapKey({ apiKeys, key: config.bootstrapApiKey, log, now });
  const { ourNumbers } = repositories;
  const told = tellOurNumbers({ ourNumbers, numbers: config.ourNumbers, log, now });
  await Promise.all([bootstrap.tried, told.tried, queue.firstUp(QUEUE_MS)]);
  webhooks.start();
  const server = await (overrides.receiver
    ? serveBehindReceiver(app, {
        listenAt: { port: config.port, host: config.host },
        redisUrl: config.redisUrl,
        queuePrefix,
        owner: instance,
        trustProxyHops: config.trustProxyHops,
        arrivals,
      })
    : serve(app, config, arrivals));
  const { port } = server;
  // What it writes for itself before anybody comes is no work.
  wroteAtMs = Number.NEGATIVE_INFINITY;
  const door = await keepDoor({
    door: createInboundDoor(guarded.quietDb, instance),
    isBusy: () => performance.now() - wroteAtMs < BUSY_MS,
    everyMs: overrides.doorMs,
    now,
    log,
  });
  const looking = startLookingRound({
    redis,
    prefix: queuePrefix,
    workDue: (at) => readWorkDue(guarded.quietDb, at),
    enqueue: queue.enqueue,
    log,
    now,
  });
  log.info({ port }, 'listening');

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      await looking.stop();
      bootstrap.stop();
      told.stop();
      await door.stop();
      // Open streams are requests that never end by themselves.
      await live.stop();
      await server.stop();
      guarded.stop();
      leadSources.stop();
      await webhooks.stop();
      await producer.stop().catch(() => undefined);
      redis.disconnect();
    },
  };
}
