import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { freePort } from '@ringback/embedded/free-port.ts';
import postgres from 'postgres';
import { createCarrier } from '../bursts/carrier.ts';
import { startEar } from '../bursts/ear.ts';
import { startRelay } from '../bursts/relay.ts';
import { percentile, runBursts, zerosOf } from '../bursts/run-bursts.ts';
import { startProcesses } from '../chaos/processes.ts';
import { proofServer } from '../setup/proof-server.ts';

const SERVER = proofServer();
const BURSTS = Number(process.env['BURSTS'] ?? 1_000);
/** Balancers can tell when a request came (X-Request-Start); `no` asks how it is without. */
const TELLS_START = process.env['REQUEST_START'] !== 'no';
const AT_ONCE = 20;
const FLOOD = 400;

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** The house as processes on a Postgres of its own, with a relay before its apis. */
async function startWorld(apis: number) {
  const name = `ringback_bursts_${process.pid}`;
  const admin = postgres(SERVER, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.unsafe(`create database ${name}`);
  const scratch = new URL(SERVER);
  scratch.pathname = `/${name}`;
  stops.push(async () => {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end();
  });

  const world = await startProcesses({
    DATABASE_URL: scratch.href,
    LOG_LEVEL: 'warn',
    TEXTS_PER_SECOND: '100',
    REPLY_DEBOUNCE_SECONDS: '2',
    REPLIES_AT_ONCE: '8',
    RATE_LIMIT_PER_MINUTE: '1000000',
    TRUST_PROXY: '1',
  });
  stops.push(world.stop);
  const ear = await startEar(world.simulatorUrl);
  stops.push(ear.stop);
  world.environment['OPENAI_BASE_URL'] = `${ear.url}/v1`;
  const ports = [world.ports.api];
  while (ports.length < apis) ports.push(await freePort());
  for (const port of ports) await world.startService('api', port);
  await world.startService('sms-worker');

  const relay = await startRelay(ports, TELLS_START);
  stops.push(relay.stop);
  const carrier = createCarrier({
    relayUrl: relay.url,
    publicUrl: world.environment['PUBLIC_URL'] ?? '',
    authToken: world.environment['TWILIO_AUTH_TOKEN'] ?? '',
    ours: world.environment['TWILIO_FROM'] ?? '',
  });
  stops.push(carrier.stop);
  const sql = postgres(scratch.href, { max: 4, onnotice: () => undefined });
  stops.push(() => sql.end());
  const exec = async (query: string) => [...(await sql.unsafe(query))];

  /** As the api reads a page. */
  async function pageOf(id: string): Promise<(string | null)[]> {
    const [row] = await exec(
      `select public.conversation_page('${id}', '{"limit": 100}') -> 'messages' as messages`,
    );
    const messages = row?.['messages'] as { direction: string; provider_sid: string | null }[];
    return messages.filter(({ direction }) => direction === 'inbound').map((m) => m.provider_sid);
  }
  return { carrier, passed: relay.passed, heard: ear.heard, exec, pageOf };
}

function keepBusy(): () => void {
  const children: ReturnType<typeof spawn>[] = [];
  const still = () => {
    for (const child of children) child.kill('SIGKILL');
  };
  stops.push(still);
  for (let n = 0; n < availableParallelism(); n += 1) {
    children.push(spawn(process.execPath, [join(import.meta.dirname, '../bursts/busy.ts')]));
  }
  return still;
}

const gapMs = () => 5 + Math.random() * 95;
/** Area codes whose 555 numbers are set aside, with an ending behind which nobody writes back. */
const AREAS = ['202', '212', '303', '312', '404', '415', '503', '602', '617', '702'];
const FLOOD_AREAS = ['713', '718', '214', '310'];
const phone = (n: number) =>
  `+1${AREAS[Math.floor(n / 100)]}555${String(n % 100).padStart(2, '0')}43`;

describe.each([1, 2])('%d api(s) on a busy processor', (apis) => {
  it('take ten rapid texts in the order in which they came, and answer them once', async () => {
    const world = await startWorld(apis);
    const still = keepBusy();
    const result = await runBursts(
      { ...world, quietMs: 8_000 },
      { bursts: BURSTS, atOnce: AT_ONCE, gapMs, phone },
    );
    still();
    const flood = await Promise.all(
      Array.from({ length: FLOOD }, async (_, n) => {
        await new Promise((resolve) => setTimeout(resolve, (n * 1_000) / FLOOD));
        return world.carrier.tell(
          `+1${FLOOD_AREAS[n % 4]}555${String(n % 100).padStart(2, '0')}43`,
          'hello',
        );
      }),
    );
    const took = flood.map((one) => one.tookMs);
    const report = {
      proof: 'bursts',
      apis,
      request_start: TELLS_START,
      ...result,
      flood: {
        webhooks: FLOOD,
        refused: flood.filter(({ status }) => status !== 200).length,
        p50_ms: percentile(took, 0.5),
        p95_ms: percentile(took, 0.95),
        most_ms: percentile(took, 1),
      },
    };
    process.stdout.write(`${JSON.stringify(report)}\n`);
    expect(zerosOf(result.figures)).toEqual({
      wrong_orders: 0,
      wrong_pages: 0,
      wrong_logs: 0,
      wrong_times: 0,
      wrong_histories: 0,
      not_taken: 0,
      unanswered: 0,
      answered_twice: 0,
    });
    expect(report.flood.refused).toBe(0);
  });
});
