import { join } from 'node:path';
import { readCallHealth } from '@ringback/shared/db/call-health.ts';
import { checkDatabase } from '@ringback/shared/db/check-database.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { createEvents } from '@ringback/shared/db/events.ts';
import { readTextHealth } from '@ringback/shared/db/text-health.ts';
import { parsePhone } from '@ringback/shared/domain/phone.ts';
import { createTwilioRecordings } from '@ringback/shared/providers/calls/twilio-recordings.ts';
import { createTwilioSignature } from '@ringback/shared/providers/calls/twilio-signature.ts';
import { createActiveLeads } from '@ringback/shared/queue/active-leads.ts';
import { createAnnouncer, nudgeAfterWrites } from '@ringback/shared/queue/announcer.ts';
import { createBacklog } from '@ringback/shared/queue/backlog.ts';
import { checkRedis } from '@ringback/shared/queue/check-redis.ts';
import { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { createDeadLetters } from '@ringback/shared/queue/dead-letters.ts';
import { createInspector } from '@ringback/shared/queue/inspect.ts';
import { createListener } from '@ringback/shared/queue/listener.ts';
import { createProducer } from '@ringback/shared/queue/producer.ts';
import { createSignsOfLife } from '@ringback/shared/queue/signs-of-life.ts';
import { type Now, systemNow } from '@ringback/shared/runtime/clock.ts';
import { type Ids, systemIds } from '@ringback/shared/runtime/ids.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import type { Service } from '@ringback/shared/runtime/run-service.ts';
import { allSpecs } from './all-specs.ts';
import { createApiMetrics } from './api-metrics.ts';
import { createApp } from './app.ts';
import { bootstrapKey } from './bootstrap-key.ts';
import type { Config } from './config.ts';
import { guardDatabase } from './guard-database.ts';
import { createAuthenticator } from './http/authenticate.ts';
import { asGuard, byAddress, byCaller, createLimit } from './http/limit.ts';
import { mount } from './http/mount.ts';
import { ALL_JOBS } from './jobs-by-id.ts';
import { orBySession } from './live/by-session.ts';
import { createLive } from './live/create-live.ts';
import type { LiveTiming } from './live/hub.ts';
import { openapiDocument } from './openapi.ts';
import { opsRoutes } from './ops/routes.ts';
import { createSessions } from './ops/session.ts';
import { createQueueText } from './queue-text.ts';
import { queueWhenUp } from './queue-when-up.ts';
import { createReadHealth } from './read-health.ts';
import { createRepositories } from './repositories.ts';
import { agentRoutes } from './routes/agents.ts';
import { callRoutes } from './routes/calls.ts';
import { deadLetterRoutes } from './routes/dead-letters.ts';
import { docsRoutes } from './routes/docs.ts';
import { healthRoutes } from './routes/health.ts';
import { keyRoutes } from './routes/keys.ts';
import { leadRoutes } from './routes/leads.ts';
import { queueRoutes } from './routes/queue.ts';
import { recordingRoutes } from './routes/recording.ts';
import { createScheduleCall } from './routes/schedule-call.ts';
import { suppressionRoutes } from './routes/suppressions.ts';
import { switchRoutes } from './routes/switches.ts';
import { transcriptRoutes } from './routes/transcripts.ts';
import { serve } from './serve.ts';
import { exposeHealth } from './text-health-metrics.ts';
import { createTexting } from './texting.ts';
import { createAnswerInbound } from './webhooks/answer-inbound.ts';
import { createAnswerVoice } from './webhooks/answer-voice.ts';
import { createLeadDoor } from './webhooks/leads/create-lead-door.ts';
import { createKnownSources } from './webhooks/leads/known-sources.ts';
import { Notice } from './webhooks/notice.ts';
import { createRecordNotice } from './webhooks/record-notice.ts';
import { createRecordOrKeep } from './webhooks/record-or-keep.ts';
import { webhookRoutes } from './webhooks/routes.ts';
import { createSpool, type SpoolPlaces } from './webhooks/spool.ts';
import { createSpoolFiles } from './webhooks/spool-files.ts';

type Overrides = {
  /** Stands in for the network to the database. */
  fetch?: typeof fetch;
  now?: Now;
  ids?: Ids;
  cleanupMs?: number;
  live?: Partial<LiveTiming>;
};

export type Api = Service & { url: string; port: number };

const DATABASE_MS = 5_000;
const PROBE_MS = 2_000;
/** How long the door stays shut at the start for a Redis that is about to answer. */
const QUEUE_MS = 3_000;
/** A cache miss of a key costs a look into the database: one address gets so many a minute. */
const KEY_LOOKUPS_PER_MINUTE = 600;
const LOGINS_PER_MINUTE = 10;
/** Leads that nobody can check, while the database is away. */
const UNPROVEN_LEADS_PER_MINUTE = 60;

/** The whole of the api, wired. Tests start it too. */
export async function startApi(
  config: Config,
  log: Logger,
  overrides: Overrides = {},
): Promise<Api> {
  const { now = systemNow, ids = systemIds } = overrides;
  const { database, publicUrl, queuePrefix } = config;
  const secure = publicUrl.startsWith('https:');

  // What it stands on
  const guard = guardDatabase({
    fetch: overrides.fetch ?? fetch,
    probe: (base) => checkDatabase(connectDb({ ...database, fetch: base, timeoutMs: PROBE_MS })),
  });
  const redis = connectBriskly(config.redisUrl);
  const announcer = createAnnouncer(redis, queuePrefix);
  const db = connectDb({
    ...database,
    fetch: nudgeAfterWrites(guard.fetch, () => {
      // Here it is heard without Redis too.
      live.nudge();
      announcer.nudge();
    }),
    timeoutMs: DATABASE_MS,
  });
  const producer = createProducer(redis, queuePrefix);
  const queue = queueWhenUp(redis, producer);
  const inspector = createInspector(queue);

  const repositories = createRepositories(db);
  const leadSources = createKnownSources(repositories.leadSources);
  const { leads, agents, calls, callLists, transcripts, analyses, decisions } = repositories;
  const { appointments, suppressions, suppressionList, arrivals, apiKeys } = repositories;
  const readPhone = (text: string) =>
    parsePhone(text, config.defaultCountry, config.allowedCountries);

  // Webhooks
  const activeLeads = createActiveLeads({ redis, prefix: queuePrefix, now });
  const texting = createTexting({
    config,
    db,
    repositories: { ...repositories, leadSources },
    activeLeads,
    enqueue: queue.enqueue,
    readPhone,
    ids,
    log,
    now,
  });
  const { recordText } = texting;
  const record = createRecordNotice({ calls, arrivals, enqueue: queue.enqueue, recordText, log });
  const placesOf = (name: string, dir: string): SpoolPlaces => ({
    backlog: createBacklog(redis, `${queuePrefix}:${name}`),
    dead: createBacklog(redis, `${queuePrefix}:${name}-dead`),
    files: createSpoolFiles(dir),
    isQueueUp: queue.isUp,
  });
  const spool = createSpool<Notice>({
    ...placesOf('spool', config.spoolDir),
    read: Notice.parse,
    tell: record,
    log,
  });
  const recordOrKeep = createRecordOrKeep({ record, spool, log });
  const verifyTwilio = createTwilioSignature({ authToken: config.twilio.authToken, publicUrl });
  const metrics = createMetrics('api');
  const apiMetrics = createApiMetrics(
    metrics,
    async () => (await spool.size()) + (await leadDoor.spool.size()),
  );
  const answerVoice = createAnswerVoice({
    mediaSessions: repositories.mediaSessions,
    publicUrl,
    mediaPublicUrl: config.mediaPublicUrl,
    newToken: ids.token,
    now,
  });
  const webhooks = webhookRoutes({
    verify: verifyTwilio,
    recordOrKeep,
    answerVoice,
    answerInbound: createAnswerInbound({
      arrivals,
      answerVoice,
      readPhone,
      now,
      newId: ids.uuid,
    }),
    publicUrl,
    metrics: apiMetrics,
    log,
    now,
  });

  // Who may come in, and how often
  const limits = { redis, prefix: queuePrefix, log };
  const { authenticate, keys, forget } = createAuthenticator({
    apiKeys,
    guardLookups: asGuard(
      createLimit(limits, { name: 'keys', perMinute: KEY_LOOKUPS_PER_MINUTE, keyOf: byAddress }),
    ),
    log,
    now,
  });
  const leadDoor = createLeadDoor({
    sources: leadSources,
    intake: repositories.leadIntake,
    keys,
    places: placesOf('lead-spool', join(config.spoolDir, 'leads')),
    carriers: spool,
    guardUnproven: asGuard(
      createLimit(limits, {
        name: 'unproven-leads',
        perMinute: UNPROVEN_LEADS_PER_MINUTE,
        keyOf: byAddress,
      }),
    ),
    readPhone,
    queueText: createQueueText({ enqueue: queue.enqueue, log, now }),
    metrics: apiMetrics,
    log,
    now,
  });
  const sessions = config.ops
    ? createSessions({
        user: config.ops.user,
        password: config.ops.password,
        secret: config.ops.sessionSecret,
        secure,
        now,
      })
    : null;
  const ops = sessions
    ? opsRoutes({
        sessions,
        limitLogins: createLimit(limits, {
          name: 'logins',
          perMinute: LOGINS_PER_MINUTE,
          keyOf: byAddress,
        }),
        queueOf: queue.queueOf,
        jobs: ALL_JOBS,
        log,
      })
    : null;

  // What there is to hear. Its own way to the database: what it reads there is no news.
  const byKeyOrSession = orBySession(authenticate, sessions);
  const live = createLive({
    events: createEvents(connectDb({ ...database, fetch: guard.fetch, timeoutMs: DATABASE_MS })),
    leads,
    activeLeads,
    listen: (onNudge) => createListener(config.redisUrl, queuePrefix, onNudge),
    authenticate: byKeyOrSession,
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
  const readHealth = createReadHealth({
    readTextHealth: (at) => readTextHealth(db, at),
    receipts: repositories.receipts,
    switches: repositories.switches,
    life: createSignsOfLife(redis, queuePrefix),
  });
  exposeHealth(metrics, readHealth, now);
  const scheduleCall = createScheduleCall({
    leads,
    agents,
    calls,
    decisions,
    enqueue: queue.enqueue,
    readPhone,
    hours: config.hours,
    log,
    now,
    newId: ids.uuid,
  });
  const routes = [
    ...queueRoutes({
      scheduleCall,
      callLists,
      analyses,
      suppressionList,
      conversations: repositories.conversations,
      messages: repositories.messages,
      readCallHealth: (at) => readCallHealth(db, at),
      readHealth,
      enqueue: queue.enqueue,
      inspector,
      log,
      now,
      newId: ids.uuid,
      ...(overrides.cleanupMs === undefined ? {} : { cleanupMs: overrides.cleanupMs }),
    }),
    ...deadLetterRoutes({ deadLetters: createDeadLetters(queue), log }),
    ...callRoutes({ callLists, calls, transcripts, analyses, decisions, producer: queue, now }),
    ...recordingRoutes({ callLists, recordings: createTwilioRecordings(config.twilio) }),
    ...transcriptRoutes({ transcripts, callLists }),
    ...leadRoutes({
      leads,
      calls,
      callLists,
      decisions,
      messages: repositories.messages,
      appointments,
      producer: queue,
      readPhone,
      log,
      now,
    }),
    ...texting.routes,
    ...agentRoutes({ agents, readPhone, now }),
    ...suppressionRoutes({ suppressions, suppressionList, readPhone, now }),
    ...switchRoutes({ switches: repositories.switches, log, now }),
    ...keyRoutes({ apiKeys, newToken: ids.token, forgetKeys: forget, now }),
  ];

  const limitRequests = createLimit(limits, {
    name: 'requests',
    perMinute: config.requestsPerMinute,
    keyOf: byCaller,
  });
  const app = createApp({
    health: healthRoutes({
      registry: metrics.registry,
      checks: {
        database: () => checkDatabase(db),
        // The newest function of the migrations: there only if all of them are.
        migrations: async () => void (await readCallHealth(db, now())),
        redis: async () => {
          if (!queue.isUp()) throw new Error('Redis cannot be reached right now.');
          await checkRedis(redis);
        },
      },
      authenticate,
    }),
    docs: docsRoutes(openapiDocument(allSpecs(now))),
    webhooks: [
      webhooks,
      leadDoor.router,
      ...texting.webhooks({ verifyTwilio, recordOrKeep, authenticate, metrics: apiMetrics }),
    ],
    ops,
    api: [
      mount(live.routes, { authenticate: byKeyOrSession, limit: limitRequests }),
      mount(routes, { authenticate, limit: limitRequests }),
    ],
    measure: apiMetrics.measure,
    trustProxyHops: config.trustProxyHops,
    secure,
    log,
  });

  const bootstrap = bootstrapKey({ apiKeys, key: config.bootstrapApiKey, log, now });
  await Promise.all([bootstrap.tried, queue.firstUp(QUEUE_MS)]);
  spool.start();
  leadDoor.spool.start();
  const server = await serve(app, config.port);
  const { port } = server;
  log.info({ port }, 'listening');

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      bootstrap.stop();
      // Open streams are requests that never end by themselves.
      await live.stop();
      await server.stop();
      guard.stop();
      leadSources.stop();
      await leadDoor.spool.stop();
      await spool.stop();
      await producer.stop().catch(() => undefined);
      redis.disconnect();
    },
  };
}
