import { randomUUID } from 'node:crypto';
import type { Database } from '@ringback/embedded/database.ts';
import { freePort } from '@ringback/embedded/free-port.ts';
import { until } from '@ringback/shared/testing/until.ts';
import type { Timing } from '@ringback/simulator/config.ts';
import { SECRETS, systemSettings } from '@ringback/testing/system-settings.ts';
import { startTestDatabase } from '@ringback/testing/test-database.ts';
import { testRedisUrl } from '../queue/queue-world.ts';
import { createApiRequests } from './api-requests.ts';
import { startFastSimulator } from './fast-people.ts';
import {
  type RunningService,
  SERVICES,
  type ServiceName,
  type ServiceOptions,
  startersOf,
} from './services.ts';
import { UNFINISHED_CALLS } from './unfinished-calls.ts';

export type SystemOptions = ServiceOptions & {
  /** Settings of the services, by their names in the environment. */
  settings?: Record<string, string>;
  /** The simulator's timing in milliseconds. */
  timing?: Partial<Timing>;
  charMs?: number;
  logLevel?: string;
  /** Services that the test starts itself, or does without. */
  without?: ServiceName[];
};

const LOUD = process.argv.includes('--loud');

/**
 * Every service in this process, on free ports, on a Postgres of its own, a prefix of the real
 * Redis, and the simulator for the rest of the world.
 */
export async function startSystem(options: SystemOptions = {}) {
  const { without = [], charMs = 5, timing = {} } = options;
  const { publishableKey, secretKey, apiKey } = SECRETS;
  const seedFile = 'supabase/seed.sql';
  const database = await startTestDatabase({ port: 0, publishableKey, secretKey, seedFile });
  const ports = { api: await freePort(), media: await freePort() };
  const apiUrl = `http://127.0.0.1:${ports.api}`;
  const mediaUrl = `ws://127.0.0.1:${ports.media}`;
  const simulator = await startFastSimulator(apiUrl, charMs, timing);
  const environment: Record<string, string> = {
    ...systemSettings({
      database: database.url,
      redis: testRedisUrl(),
      queuePrefix: `{test-${randomUUID()}}`,
      api: apiUrl,
      media: mediaUrl,
      vendors: simulator.url,
      spool: `.data/test-spool/${randomUUID()}`,
      pictures: `.data/test-pictures/${randomUUID()}`,
    }),
    LOG_LEVEL: options.logLevel ?? (LOUD ? 'info' : 'silent'),
    TWILIO_CALLS_PER_SECOND: '50',
    TEXTS_PER_SECOND: '50',
    ...options.settings,
  };
  const start = startersOf(environment, ports, options);
  await standInFor(without, database);
  const running = new Map<ServiceName, RunningService>();
  for (const name of SERVICES.filter((one) => !without.includes(one))) {
    running.set(name, await start[name]());
  }

  return {
    ...{ until, database, simulator, environment, apiUrl, apiKey, mediaUrl },
    api: createApiRequests(apiUrl),
    exec: database.exec,
    /** Waits until every call that has begun is over, settled and analysed. */
    settle: () =>
      until(
        () => database.exec(UNFINISHED_CALLS),
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

/** Writes what a missing service would have written: a test plays its part, or it has just died. */
async function standInFor(without: ServiceName[], { exec }: Pick<Database, 'exec'>): Promise<void> {
  for (const name of (['api', 'media-gateway'] as const).filter((one) => without.includes(one))) {
    await exec(
      `insert into signs_of_life (service, instance, at) values ('${name}', 'nobody', 'infinity')`,
    );
  }
  if (without.includes('api')) {
    await exec(`select public.know_our_carrier('twilio', 'openai', now())`);
  }
}

export type RunningSystem = Awaited<ReturnType<typeof startSystem>>;
