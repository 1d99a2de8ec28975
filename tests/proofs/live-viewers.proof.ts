import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { buildDashboard } from '@ringback/scripts/dashboard/build-dashboard.js';
import { until } from '@ringback/shared/testing/until.ts';
import postgres from 'postgres';
import { openBrowser } from '../browser/open-browser.ts';
import { WATCH } from '../browser/watched.ts';
import { createTextWriter } from '../browser/write-texts.ts';
import { createCarrier } from '../bursts/carrier.ts';
import { startProcesses } from '../chaos/processes.ts';
import { proofServer } from '../setup/proof-server.ts';
import { watchTogether } from '../viewers/watch-together.ts';

const SERVER = proofServer();
const KEYS = Number(process.env['KEYS'] ?? 20);
const PER_KEY = 10;
const PER_SECOND = Number(process.env['PER_SECOND'] ?? 100);
const SECONDS = Number(process.env['SECONDS'] ?? 20);
const CONVERSATIONS = 40;
const MOST_MS = 250;
const phoneOf = (conversation: number) => `+1202555${6_000 + conversation}`;

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** The api as a process on a Postgres of its own, viewers in another, and a page in a browser. */
async function startWorld() {
  await buildDashboard(process.cwd());
  const name = `ringback_viewers_${process.pid}`;
  const admin = postgres(SERVER, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name}`);
  const scratch = new URL(SERVER);
  scratch.pathname = `/${name}`;
  stops.push(async () => {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end();
  });
  const profiles = join(process.cwd(), '.data/profiles');
  mkdirSync(profiles, { recursive: true });
  const world = await startProcesses({
    DATABASE_URL: scratch.href,
    LOG_LEVEL: 'info',
    RATE_LIMIT_PER_MINUTE: '1000000',
    DEMO_SIGN_IN: 'on',
    ...(process.env['PROFILE'] ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profiles}` } : {}),
  });
  stops.push(world.stop);
  const api = await world.startService('api', world.ports.api);
  stops.push(() => api.stop(10_000));
  const sql = postgres(scratch.href, { max: 1, onnotice: () => undefined });
  stops.push(() => sql.end());
  const exec = async (query: string) => [...(await sql.unsafe(query))];
  const browser = await openBrowser();
  stops.push(() => browser.close());

  const texts = createTextWriter({ exec, environment: world.environment });
  stops.push(texts.stop);
  const ids: string[] = [];
  for (let n = 0; n < CONVERSATIONS; n += 1) {
    await texts.write(phoneOf(n), 'Hello');
    const found = await exec(`select id from sms_conversations where lead_phone = '${phoneOf(n)}'`);
    const id = String(found[0]?.['id']);
    await world.api('POST', `/api/conversations/${id}/takeover`);
    ids.push(id);
  }
  const keys: string[] = [];
  for (let n = 0; n < KEYS; n += 1) {
    const { json } = await world.api('POST', '/api/keys', { name: `viewer ${n}`, role: 'viewer' });
    keys.push((json.data as { key: string }).key);
  }
  const apiUrl = `http://127.0.0.1:${world.ports.api}`;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript(WATCH);
  const page = await context.newPage();
  await page.goto(`${apiUrl}/inbox/${ids[0]}?view=open`);
  await page.getByRole('button', { name: 'Sign in as Dana Whitfield' }).click();
  await page.locator('.msg .b').first().waitFor();
  return { world, texts, apiUrl, keys, page };
}

it.each(['webhook', 'function'] as const)(
  '200 viewers and a page have each of 100 texts a second in time: from the %s',
  async (from) => {
    const { world, texts, apiUrl, keys, page } = await startWorld();
    const carrier = createCarrier({
      relayUrl: apiUrl,
      publicUrl: world.environment['PUBLIC_URL'] ?? '',
      authToken: world.environment['TWILIO_AUTH_TOKEN'] ?? '',
      ours: world.environment['TWILIO_FROM'] ?? '',
    });
    stops.push(carrier.stop);
    const write = (conversation: number, body: string) =>
      from === 'webhook'
        ? carrier.post(phoneOf(conversation), body)
        : texts.write(phoneOf(conversation), body);
    const cpuMs = async () => {
      const text = await (await fetch(`${apiUrl}/metrics`)).text();
      return 1_000 * Number(/^\w*process_cpu_seconds_total(?:\{.*\})? ([\d.]+)$/m.exec(text)?.[1]);
    };
    await until(cpuMs, (ms) => ms > 0);
    const before = { cpuMs: await cpuMs(), at: performance.now() };
    const figures = await watchTogether(
      { apiUrl, keys, page, write, file: join(process.cwd(), '.data/viewers.bin') },
      {
        perKey: PER_KEY,
        perSecond: PER_SECOND,
        texts: PER_SECOND * SECONDS,
        conversations: CONVERSATIONS,
      },
    );
    const tookMs = performance.now() - before.at;
    const report = {
      ...{ proof: 'live-viewers', from, per_second: PER_SECOND },
      ...figures,
      took_ms: Math.round(tookMs),
      // Whatever else the machine does, this is what one text costs the api.
      api_cpu_ms_per_text: Number((((await cpuMs()) - before.cpuMs) / figures.texts).toFixed(1)),
    };
    process.stdout.write(`${JSON.stringify(report)}\n`);
    expect(report).toMatchObject({
      stream: { lost: 0 },
      screen: { lost: 0 },
      doubled: 0,
      ended: 0,
    });
    expect(report.stream.p95_ms).toBeLessThanOrEqual(MOST_MS);
    expect(report.screen.p95_ms).toBeLessThanOrEqual(MOST_MS);
  },
);
