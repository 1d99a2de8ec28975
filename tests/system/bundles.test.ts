import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Child, startChild } from '@ringback/embedded/child.ts';
import { freePort } from '@ringback/embedded/free-port.ts';
import { waitFor } from '@ringback/embedded/wait-for.ts';
import postgres from 'postgres';
import { parse } from 'yaml';
import { z } from 'zod';
import { readImage } from '../fixtures/image.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';

/*
 * What the images hold, without a container: each is laid out in an empty folder as the Dockerfile's
 * last stage says, and does there what docker-compose.yml has it do, with the settings that it is
 * given there and no others.
 */

const Compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      build: z.object({ args: z.object({ SERVICE: z.string() }) }).optional(),
      command: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
});
const { services } = Compose.parse(
  parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }),
);
const image = readImage(readFileSync('deploy/Dockerfile', 'utf8'));
const SERVICES = ['api', 'media-gateway', 'call-worker', 'sms-worker', 'analyzer'];
const GRACE_MS = 5_000;
/** Six programs on a busy machine. */
const BUILD_MS = 300_000;
const READY_MS = 90_000;

// biome-ignore lint/style/noProcessEnv: jest numbers its workers from one
const worker = process.env['JEST_WORKER_ID'] ?? '1';
// biome-ignore lint/style/noProcessEnv: left by the global setup for its workers
const server = process.env[`TEST_POSTGRES_URL_${worker}`] ?? '';
// The embedded Postgres is no server that a process of its own could be led to.
const itOnServer = server === '' ? it.skip : it;

let system: RunningSystem;
let folder: string;
const children: Child[] = [];
const ports = new Map<string, number>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ringback-bundles-'));
  const built = spawnSync(process.execPath, ['scripts/build.js', '--to', join(folder, 'dist')], {
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`${built.stdout}${built.stderr}`);
  // The database, Redis and the world outside; each service comes out of its image.
  system = await startSystem({
    without: ['api', 'call-worker', 'sms-worker', 'media-gateway', 'analyzer'],
  });
}, BUILD_MS);
afterAll(async () => {
  await Promise.all(children.map((child) => child.stop(GRACE_MS)));
  await system.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A folder with what the image of a compose service holds, and nothing else. */
function layOut(name: string): string {
  const alone = join(folder, 'images', name);
  mkdirSync(alone, { recursive: true });
  const service = services[name]?.build?.args.SERVICE ?? 'none';
  for (const { sources, target } of image.copies) {
    for (const source of sources) {
      const path = source.replace(/\$\{SERVICE\}/, service).replace(image.workdir, folder);
      expect([path, existsSync(path)]).toEqual([path, true]);
      cpSync(path, join(alone, target), { recursive: true });
    }
  }
  return alone;
}

/** What compose hands to a service; a value for each name that is set here. */
function settingsOf(name: string, given: Record<string, string>): Record<string, string> {
  const wanted = Object.keys(services[name]?.environment ?? {});
  return Object.fromEntries(Object.entries(given).filter(([key]) => wanted.includes(key)));
}

/** Starts it in its folder, by plain Node, with the command that its container gets. */
async function startAlone(name: string, given: Record<string, string>): Promise<Child> {
  const cwd = layOut(name);
  const port = await freePort();
  ports.set(name, port);
  const [, ...args] = services[name]?.command ?? image.command;
  const child = startChild({
    name,
    command: process.execPath,
    args,
    cwd,
    env: settingsOf(name, { ...given, SPOOL_DIR: join(cwd, 'spool'), PORT: String(port) }),
    logDir: join(folder, 'logs'),
  });
  children.push(child);
  return child;
}

/** Asks for its health as its container is asked: the exit code. Its world is in this process. */
async function healthOf(name: string): Promise<unknown> {
  const [, ...args] = image.health;
  const asked = spawn(process.execPath, args, {
    cwd: join(folder, 'images', name),
    env: { PORT: String(ports.get(name)) },
  });
  const [code] = await once(asked, 'exit');
  return code;
}

/** Ready by its own word, and then by the check that its container runs: a process of its own. */
async function healthy(name: string) {
  await waitFor(`http://127.0.0.1:${ports.get(name)}/readyz`, { deadlineMs: READY_MS });
  expect(await healthOf(name)).toBe(0);
}

const ask = (service: string, path: string, init?: RequestInit) =>
  fetch(`http://127.0.0.1:${ports.get(service)}${path}`, init);

const statusOf = (service: string, path: string, init?: RequestInit) =>
  ask(service, path, init).then(
    ({ status }) => status,
    () => 0,
  );

describe('every image', () => {
  it('is looked at', () => {
    const built = Object.keys(services).filter((name) => services[name]?.build);
    expect(built.sort()).toEqual([...SERVICES, 'database', 'migrations'].sort());
  });

  it('says that it is not healthy while nobody answers', async () => {
    layOut('api');
    ports.set('api', await freePort());
    expect(await healthOf('api')).toBe(1);
  });
});

describe('the image of the database', () => {
  itOnServer('brings the tables of a Postgres up to date, and serves them', async () => {
    const name = `image_${randomBytes(4).toString('hex')}`;
    const admin = postgres(server, { max: 1, onnotice: () => undefined });
    await admin.unsafe(`create database ${name}`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    const settings = {
      DATABASE_URL: url.href,
      SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_test',
      SUPABASE_SECRET_KEY: 'sb_secret_test',
      HOST: '127.0.0.1',
    };
    const migrations = await startAlone('migrations', settings);
    await expect(migrations.gone).rejects.toThrow(/exit code 0[\s\S]*"migrated"/);
    const database = await startAlone('database', settings);
    await healthy('database');
    const leads = await ask('database', '/rest/v1/leads?limit=1', {
      headers: { apikey: settings.SUPABASE_SECRET_KEY },
    });
    expect([leads.status, await leads.json()]).toEqual([200, []]);
    await database.stop(GRACE_MS);
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  });

  it('needs a Postgres: there is none in it', async () => {
    const keys = { SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_test', SUPABASE_SECRET_KEY: 'sb_x' };
    const database = await startAlone('database', keys);
    await expect(database.gone).rejects.toThrow(/needs DATABASE_URL/);
  });
});

describe('the image of a service', () => {
  it.each(SERVICES)('%s starts and is healthy', async (service) => {
    await startAlone(service, system.environment);
    await healthy(service);
  });

  it('the api has its documentation with it, and the page of the queues', async () => {
    expect(await (await ask('api', '/docs')).text()).toContain('/docs/ui/swagger-ui.css');
    expect((await ask('api', '/docs/ui/swagger-ui.css')).status).toBe(200);
    expect((await ask('api', '/docs/ui/swagger-ui-bundle.js')).status).toBe(200);
    const { environment } = system;
    const [email = '', password = ''] = ['EMAIL', 'PASSWORD'].map(
      (word) => environment[`DASHBOARD_ADMIN_${word}`],
    );
    const login = await ask('api', '/session', {
      method: 'POST',
      body: new URLSearchParams({ email, password }),
      redirect: 'manual',
    });
    const headers = { cookie: login.headers.get('set-cookie')?.split(';')[0] ?? '' };
    const page = await ask('api', '/ops/queues', { headers });
    const html = await page.text();
    expect([page.status, html]).toEqual([200, expect.stringContaining('Ringback queues')]);
    const script = /src="([^"]*static\/[^"]+\.js)"/.exec(html)?.[1] ?? 'none';
    const { pathname } = new URL(script, 'http://127.0.0.1/ops/queues/');
    expect(await statusOf('api', pathname, { headers })).toBe(200);
  });
});
