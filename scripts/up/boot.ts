import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Child, startChild } from '@ringback/embedded/child.ts';
import { freePort } from '@ringback/embedded/free-port.ts';
import type { Keys } from '@ringback/embedded/keys.ts';
import type { Log } from '@ringback/embedded/log.ts';
import { startRedis } from '@ringback/embedded/redis.ts';
import { waitFor } from '@ringback/embedded/wait-for.ts';
import { z } from 'zod';
import { buildDashboard } from '../dashboard/build-dashboard.js';
import { serviceSettings, simulatorSettings } from './settings.ts';
import type { Part, Stack } from './stack.ts';
import { say, step } from './terminal.ts';

const DATABASE_MS = 120_000;
const SERVICE_MS = 60_000;
const GRACE_MS = 10_000;

type Deps = {
  root: string;
  dataDir: string;
  keys: Keys;
  providers: 'simulator' | 'none';
  stack: Stack;
  env: Record<string, string | undefined>;
};

export type Addresses = {
  apiUrl: string;
  mediaUrl: string;
  simulatorUrl: string | null;
  supabaseUrl: string;
  redisUrl: string;
};

const log: Log = {
  info: (facts, message) => say(`    ${message} ${JSON.stringify(facts)}`),
  warn: (facts, message) => say(`  ! ${message} ${JSON.stringify(facts)}`),
};

/** Starts everything in the order in which it needs each other; resolves when all of it is ready. */
export async function boot(deps: Deps): Promise<Addresses> {
  const ports = {
    api: await freePort(3000),
    gateway: await freePort(3001),
    simulator: await freePort(4010),
    database: await freePort(54321),
  };
  const simulated = deps.providers === 'simulator';
  const [supabaseUrl, redisUrl] = await Promise.all([
    database(deps, ports.database),
    redis(deps),
    dashboard(deps),
    ...(simulated ? [simulator(deps, ports)] : []),
  ]);
  const world = { keys: deps.keys, ports, databaseUrl: supabaseUrl, redisUrl };
  const settings = serviceSettings({ ...world, providers: deps.providers }, deps.env);
  const services = readdirSync(join(deps.root, 'services')).filter((name) =>
    existsSync(join(deps.root, 'services', name, 'src/main.ts')),
  );
  const wanted: Record<string, number> = { api: ports.api, 'media-gateway': ports.gateway };
  // Calls need an answer: services that dial and text start after those that answer.
  const [answering, acting] = [
    services.filter((name) => name in wanted),
    services.filter((name) => !(name in wanted)),
  ];
  for (const group of [answering, acting]) {
    await Promise.all(group.map((name) => service(deps, name, wanted[name], settings)));
  }
  return {
    apiUrl: `http://127.0.0.1:${ports.api}`,
    mediaUrl: `ws://127.0.0.1:${ports.gateway}`,
    simulatorUrl: simulated ? `http://127.0.0.1:${ports.simulator}` : null,
    supabaseUrl,
    redisUrl,
  };
}

const Started = z.object({
  url: z.string(),
  applied: z.array(z.string()),
  changed: z.array(z.string()),
  seeded: z.boolean(),
});

async function database(deps: Deps, port: number): Promise<string> {
  const { env, keys } = deps;
  const child = startNode(deps, 'database', 'scripts/embedded/database-main.ts', {
    ...env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATABASE_DIR: join(deps.dataDir, 'db'),
    SEED_FILE: deps.providers === 'simulator' ? join(deps.root, 'supabase/seed.sql') : '',
    SUPABASE_PUBLISHABLE_KEY: keys.supabasePublishableKey,
    SUPABASE_SECRET_KEY: keys.supabaseSecretKey,
  });
  const where = env['DATABASE_URL'] ? 'your Postgres' : 'embedded Postgres';
  const { url, changed } = await step(
    'database',
    async () => {
      const message = await Promise.race([
        child.message,
        child.gone,
        late('database', DATABASE_MS),
      ]);
      return Started.parse(message);
    },
    ({ applied, seeded }) =>
      `${where}, ${applied.length === 0 ? 'no new' : applied.length} migration${applied.length === 1 ? '' : 's'}${seeded ? ', seeded' : ''}`,
  );
  if (changed.length > 0) {
    say(`  ! changed since they were applied here: ${changed.join(', ')}`);
    say('    To have their new form, start over:  npm start -- --fresh');
  }
  return url;
}

async function redis(deps: Deps): Promise<string> {
  const given = deps.env['REDIS_URL'];
  if (given) {
    say('    redis            yours, from REDIS_URL');
    return given;
  }
  const { dataDir } = deps;
  const options = { dataDir: join(dataDir, 'redis'), logDir: join(dataDir, 'logs'), log };
  const server = await step(
    'redis',
    () => startRedis(options),
    ({ url }) => `private, ${url}`,
  );
  const port = Number(new URL(server.url).port);
  deps.stack.add('redis', server, () => startRedis({ ...options, port }));
  return server.url;
}

/** Built once; later starts find what is there, as long as its sources are the same. */
async function dashboard({ root }: Deps): Promise<void> {
  await step(
    'dashboard',
    () => buildDashboard(root),
    () => 'built,',
  );
}

async function simulator(deps: Deps, ports: { api: number; simulator: number }): Promise<void> {
  const settings = simulatorSettings(deps.keys, ports, deps.env);
  const child = startNode(deps, 'simulator', 'simulator/src/main.ts', settings);
  await step(
    'simulator',
    () => ready(child.gone, `http://127.0.0.1:${ports.simulator}/livez`),
    () => 'carrier, leads and models stand by,',
  );
}

async function service(
  deps: Deps,
  name: string,
  wanted: number | undefined,
  settings: Record<string, string | undefined>,
): Promise<void> {
  const port = wanted ?? (await freePort());
  // What a service could not write yet is its own to write later.
  const SPOOL_DIR = join(deps.dataDir, 'spool', name);
  // Here there is no storage beside the database: pictures are files, which several services read.
  const PICTURES_DIR = settings['PICTURES_DIR'] || join(deps.dataDir, 'pictures');
  const env = { ...settings, PORT: String(port), SPOOL_DIR, PICTURES_DIR };
  const child = startNode(deps, name, `services/${name}/src/main.ts`, env);
  await step(
    name,
    () => ready(child.gone, `http://127.0.0.1:${port}/readyz`),
    () => `ready on port ${port}`,
  );
}

function startNode(deps: Deps, name: string, file: string, env: NodeJS.ProcessEnv) {
  const preload = join(deps.root, 'scripts/embedded/die-with-parent.ts');
  const start = (again: boolean) =>
    startChild({
      name,
      command: process.execPath,
      args: ['--import', preload, join(deps.root, file)],
      env,
      cwd: deps.root,
      logDir: join(deps.dataDir, 'logs'),
      again,
    });
  const child = start(false);
  // The same settings, so the same port: no other process is affected.
  deps.stack.add(name, asPart(child), async () => asPart(start(true)));
  return child;
}

const asPart = (child: Child): Part => ({
  pid: child.pid,
  gone: child.gone,
  stop: () => child.stop(GRACE_MS),
  kill: () => child.kill(),
});

/** Ready when it says so; the waiting ends at once when the process is gone. */
async function ready(gone: Promise<never>, url: string): Promise<void> {
  const given = new AbortController();
  try {
    await Promise.race([waitFor(url, { deadlineMs: SERVICE_MS, signal: given.signal }), gone]);
  } finally {
    given.abort();
  }
}

function late(name: string, afterMs: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    const error = new Error(`${name} was not ready after ${afterMs / 1000} s`);
    setTimeout(() => reject(error), afterMs).unref();
  });
}

/** Where a service writes, as a person would type it. */
export function logsFolder(root: string, dataDir: string): string {
  return join(relative(root, dataDir) || dataDir, 'logs');
}
