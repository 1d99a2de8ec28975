import { randomBytes, randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import { Config as AnalyzerConfig } from '@ringback/analyzer/config.ts';
import { startAnalyzer } from '@ringback/analyzer/service.ts';
import { Config as ApiConfig } from '@ringback/api/config.ts';
import { startApi } from '@ringback/api/service.ts';
import { Config as CallWorkerConfig } from '@ringback/call-worker/config.ts';
import { startCallWorker } from '@ringback/call-worker/service.ts';
import { freePort } from '@ringback/embedded/free-port.ts';
import { Config as GatewayConfig } from '@ringback/media-gateway/config.ts';
import { startMediaGateway } from '@ringback/media-gateway/service.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import type { Service } from '@ringback/shared/runtime/run-service.ts';
import { until } from '@ringback/shared/testing/until.ts';
import { Timing } from '@ringback/simulator/config.ts';
import { startSimulator } from '@ringback/simulator/service.ts';
import { Config as SmsWorkerConfig } from '@ringback/sms-worker/config.ts';
import { startSmsWorker } from '@ringback/sms-worker/service.ts';
import { startTestDatabase } from '@ringback/testing/test-database.ts';
import { testRedisUrl } from './queue/queue-world.ts';

const SERVICES = ['api', 'call-worker', 'sms-worker', 'media-gateway', 'analyzer'] as const;
type ServiceName = (typeof SERVICES)[number];

export type HouseOptions = {
  /** Settings of the services, by their names in the environment. */
  settings?: Record<string, string>;
  /** The simulator's timing in milliseconds; a test's people speak four times as fast as real ones. */
  timing?: Partial<Timing>;
  charMs?: number;
  logLevel?: string;
  /** Where the services' logs go instead of the terminal. */
  logTo?: Writable;
  /** Hears of every request that a service makes to the database: a function, or a table and what is done. */
  onRequest?: (service: ServiceName, what: string) => void;
  /** How the api keeps its live streams. */
  live?: NonNullable<Parameters<typeof startApi>[2]>['live'];
  /** Services that the test starts itself, or goes without. */
  without?: ServiceName[];
};

const ACCOUNT_SID = `AC${'a'.repeat(32)}`;
const LOUD = process.argv.includes('--loud');

/**
 * Every service in this process, on free ports, on a Postgres of its own, a corner of the real
 * Redis, and the simulator for the rest of the world.
 */
export async function startHouse(options: HouseOptions = {}) {
  const secret = () => randomBytes(24).toString('hex');
  const keys = {
    supabase: `sb_secret_${secret()}`,
    twilio: secret(),
    openai: secret(),
    api: secret(),
  };
  const database = await startTestDatabase({
    port: 0,
    publishableKey: `sb_publishable_${secret()}`,
    secretKey: keys.supabase,
    seedFile: 'supabase/seed.sql',
  });
  const [apiPort, mediaPort] = [await freePort(), await freePort()];
  const simulator = await startSimulator({
    port: 0,
    accountSid: ACCOUNT_SID,
    authToken: keys.twilio,
    openaiKey: keys.openai,
    numbers: [],
    smsUrl: `http://127.0.0.1:${apiPort}/webhooks/twilio/sms`,
    seed: 1,
    charMs: options.charMs ?? 5,
    logLevel: 'error',
    timing: Timing.parse({
      ringMs: 30,
      endOfSpeechMs: 100,
      replyMs: 30,
      helloMs: 2_000,
      patienceMs: 3_000,
      thinkMs: 20,
      transcribeMs: 10,
      dialTalkMs: 50,
      textSendMs: 10,
      textDeliveryMs: 20,
      textReplyMs: 100,
      textBurstMs: 50,
      ...options.timing,
    }),
  });
  const environment: Record<string, string> = {
    LOG_LEVEL: options.logLevel ?? (LOUD ? 'info' : 'silent'),
    SUPABASE_URL: database.url,
    SUPABASE_SECRET_KEY: keys.supabase,
    REDIS_URL: testRedisUrl(),
    QUEUE_PREFIX: `{test-${randomUUID()}}`,
    PUBLIC_URL: `http://127.0.0.1:${apiPort}`,
    MEDIA_PUBLIC_URL: `ws://127.0.0.1:${mediaPort}`,
    TWILIO_ACCOUNT_SID: ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: keys.twilio,
    TWILIO_FROM: '+12025550190',
    TWILIO_BASE_URL: simulator.url,
    TWILIO_CALLS_PER_SECOND: '50',
    TEXTS_PER_SECOND: '50',
    OPENAI_API_KEY: keys.openai,
    OPENAI_BASE_URL: `${simulator.url}/v1`,
    OPENAI_REALTIME_URL: `${simulator.url.replace('http', 'ws')}/v1/realtime`,
    BOOTSTRAP_API_KEY: keys.api,
    DASHBOARD_ADMIN_EMAIL: 'operator@example.com',
    DASHBOARD_ADMIN_PASSWORD: secret(),
    SESSION_SECRET: secret(),
    SPOOL_DIR: `.data/test-spool/${randomUUID()}`,
    PICTURES_DIR: `.data/test-pictures/${randomUUID()}`,
    ...options.settings,
  };
  const withPort = (port: number) => ({ ...environment, PORT: String(port) });
  const log = (service: string) =>
    createLogger({ service, level: environment['LOG_LEVEL'] ?? 'silent' }, options.logTo);

  const through = (service: ServiceName) =>
    options.onRequest ? { fetch: telling((what) => options.onRequest?.(service, what)) } : {};
  const start: Record<ServiceName, () => Promise<Service & { port: number }>> = {
    api: () =>
      startApi(readConfig(ApiConfig, withPort(apiPort)), log('api'), {
        ...through('api'),
        ...(options.live ? { live: options.live } : {}),
      }),
    'call-worker': () =>
      startCallWorker(
        readConfig(CallWorkerConfig, withPort(0)),
        log('call-worker'),
        through('call-worker'),
      ),
    'sms-worker': () =>
      startSmsWorker(
        readConfig(SmsWorkerConfig, withPort(0)),
        log('sms-worker'),
        through('sms-worker'),
      ),
    'media-gateway': () =>
      startMediaGateway(
        readConfig(GatewayConfig, withPort(mediaPort)),
        log('media-gateway'),
        through('media-gateway'),
      ),
    analyzer: () =>
      startAnalyzer(readConfig(AnalyzerConfig, withPort(0)), log('analyzer'), through('analyzer')),
  };
  // Whoever goes without one of these plays its part, or tries what happens when it has just died.
  for (const name of (['api', 'media-gateway'] as const).filter((one) =>
    options.without?.includes(one),
  )) {
    await database.exec(
      `insert into signs_of_life (service, instance, at) values ('${name}', 'nobody', 'infinity')`,
    );
  }
  // As the api does at its start.
  if (options.without?.includes('api')) {
    await database.exec(`select public.know_our_carrier('twilio', 'openai', now())`);
  }
  const running = new Map<ServiceName, Service & { port: number }>();
  for (const name of SERVICES.filter((one) => !options.without?.includes(one))) {
    running.set(name, await start[name]());
  }

  async function api(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const response = await fetch(`http://127.0.0.1:${apiPort}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${keys.api}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json: Record<string, unknown> = text.startsWith('{') ? JSON.parse(text) : {};
    return { status: response.status, headers: response.headers, json, text };
  }

  const unfinished = `select c.id, c.status, c.end_reason, c.run_at, c.next_check_at, c.settled_at from calls c
    where (c.status not in ('scheduled', 'held') or c.run_at <= now() + interval '5 seconds')
      and (c.settled_at is null
        or (exists (select 1 from conversation_transcripts t where t.call_sid = c.call_sid)
          and not (c.reached is false and c.silence_reason is not null)
          and not exists (select 1 from conversation_analyses a where a.call_id = c.id)))`;

  return {
    api,
    until,
    database,
    simulator,
    environment,
    exec: database.exec,
    apiUrl: `http://127.0.0.1:${apiPort}`,
    apiKey: keys.api,
    mediaUrl: `ws://127.0.0.1:${mediaPort}`,
    /** Waits until every call that has begun is over, settled and analysed. */
    settle: () =>
      until(
        () => database.exec(unfinished),
        (rows) => rows.length === 0,
      ),
    /** Where a running service can be asked for its health and its metrics. */
    urlOf: (name: ServiceName) => `http://127.0.0.1:${running.get(name)?.port}`,
    async startService(name: ServiceName) {
      running.set(name, await start[name]());
    },
    async stopService(name: ServiceName) {
      await running.get(name)?.stop();
      running.delete(name);
    },
    async stop() {
      const workers = ['call-worker', 'sms-worker', 'analyzer'] as const;
      for (const name of [...workers, 'media-gateway', 'api'] as const) {
        await running.get(name)?.stop();
      }
      await simulator.stop();
      await database.stop();
    },
  };
}

/** The way to the database, which tells of each request that goes along it. */
function telling(tell: (what: string) => void): typeof fetch {
  return (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const name = pathname.replace('/rest/v1/', '');
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    tell(name.startsWith('rpc/') ? name.slice('rpc/'.length) : `${method} ${name}`);
    return fetch(input, init);
  };
}

export type House = Awaited<ReturnType<typeof startHouse>>;
