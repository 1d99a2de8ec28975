import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Child, startChild } from '../../scripts/embedded/child.ts';
import { freePort } from '../../scripts/embedded/free-port.ts';
import { type House, startHouse } from '../house.ts';

const SERVICES = readdirSync('services');
const GRACE_MS = 5_000;

let house: House;
let folder: string;
const children: Child[] = [];
const ports = new Map<string, number>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ringback-bundles-'));
  const built = spawnSync(process.execPath, ['scripts/build.js', '--to', join(folder, 'built')], {
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`${built.stdout}${built.stderr}`);
  // The database, Redis and the world outside; each service comes out of its bundle.
  house = await startHouse({
    without: ['api', 'call-worker', 'sms-worker', 'media-gateway', 'analyzer'],
  });
});
afterAll(async () => {
  await Promise.all(children.map((child) => child.stop(GRACE_MS)));
  await house.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a bundle in a folder that holds nothing else, by plain Node. */
async function startAlone(service: string): Promise<void> {
  const alone = join(folder, service);
  cpSync(join(folder, 'built', service), alone, { recursive: true });
  const port = await freePort();
  ports.set(service, port);
  children.push(
    startChild({
      name: service,
      command: process.execPath,
      args: [join(alone, 'main.mjs')],
      env: { ...house.environment, LOG_LEVEL: 'info', PORT: String(port) },
      logDir: join(folder, 'logs'),
    }),
  );
}

const ask = (service: string, path: string, init?: RequestInit) =>
  fetch(`http://127.0.0.1:${ports.get(service)}${path}`, init);

const statusOf = (service: string, path: string, init?: RequestInit) =>
  ask(service, path, init).then(
    ({ status }) => status,
    () => 0,
  );

describe('a bundle in a folder of its own', () => {
  it.each(SERVICES)('%s starts and is ready', async (service) => {
    await startAlone(service);
    await house.until(
      () => statusOf(service, '/readyz'),
      (status) => status === 200,
    );
  });

  it('the api has its documentation with it, and the page of the queues', async () => {
    expect(await (await ask('api', '/docs')).text()).toContain('/docs/ui/swagger-ui.css');
    expect((await ask('api', '/docs/ui/swagger-ui.css')).status).toBe(200);
    expect((await ask('api', '/docs/ui/swagger-ui-bundle.js')).status).toBe(200);
    const { environment } = house;
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
