import { join } from 'node:path';
import { freePort } from '@ringback/embedded/free-port.ts';
import { type Child, canPin, startChild } from './media/child.ts';

/**
 * What the gateway, with everything on, costs over a bare relay: CPU for a second of one call, and
 * the delay of a frame each way. Both are measured in turns on the same machine, in real time.
 */
const SIZES = [50, 150];
const ROUNDS = 2;
const SETTLE_MS = 1_500;
const MEASURE_MS = 5_000;
const FLOOR_MS = 2_000;
const WARM_UP_MS = 4_000;

type Delay = { frames: number; p50: number; p99: number };
type Report = { toModel: Delay; toCarrier: Delay; savedTurns: number };
type Contender = Child & { url: string };
type Round = Report & { cpuUs: number };

const file = (name: string) => join(import.meta.dirname, 'media', name);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const account = {
  TWILIO_ACCOUNT_SID: `AC${'b'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'bench',
};

const load = await startChild(file('load.ts'), 0, account);
const [modelUrl, databaseUrl] = [String(load.ready['modelUrl']), String(load.ready['databaseUrl'])];
const port = await freePort();
const contenders: Record<'relay' | 'gateway', Contender> = {
  relay: await start('relay.ts', { MODEL_URL: `${modelUrl}?model=bench` }),
  gateway: await start('gateway.ts', {
    ...account,
    PORT: String(port),
    MEDIA_PUBLIC_URL: `ws://127.0.0.1:${port}`,
    SUPABASE_URL: databaseUrl,
    SUPABASE_SECRET_KEY: 'bench',
    OPENAI_API_KEY: 'bench',
    OPENAI_REALTIME_URL: modelUrl,
    SPOOL_DIR: '.data/bench-spool',
  }),
};
type Name = keyof typeof contenders;
const names: Name[] = ['relay', 'gateway'];

// Code that has not run often is slow in both; the larger one needs longer to become quick.
for (const name of names) await round(name, 50, WARM_UP_MS);
const results = [];
for (const streams of SIZES) {
  const rounds: Record<Name, Round[]> = { relay: [], gateway: [] };
  const floor = await runLoad(modelUrl, streams, FLOOR_MS, true, async () => {});
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    for (const name of names) rounds[name].push(await round(name, streams, MEASURE_MS));
  }
  results.push(compare(streams, rounds, floor));
}
console.log(
  JSON.stringify({
    bench: 'media',
    pinned_to_one_core: canPin,
    rounds: ROUNDS,
    seconds_each: MEASURE_MS / 1_000,
    results,
  }),
);
for (const child of [load, ...Object.values(contenders)]) child.stop();

async function start(name: string, environment: Record<string, string>): Promise<Contender> {
  const child = await startChild(file(name), 1, environment);
  return { ...child, url: String(child.ready['url']) };
}

async function round(name: Name, streams: number, ms: number): Promise<Round> {
  const contender = contenders[name];
  const cpu = async () => (await contender.ask<{ cpuUs: number }>({})).cpuUs;
  let before = 0;
  let after = 0;
  const report = await runLoad(contender.url, streams, ms, false, async (phase) => {
    if (phase === 'before') before = await cpu();
    else after = await cpu();
  });
  const cpuUs = (after - before) / (streams * (ms / 1_000));
  process.stderr.write(
    `${streams} × ${name}: ${Math.round(cpuUs)} µs a stream-second, p99 ${report.toModel.p99} and ${report.toCarrier.p99} ms\n`,
  );
  return { ...report, cpuUs };
}

async function runLoad(
  url: string,
  streams: number,
  ms: number,
  direct: boolean,
  look: (phase: 'before' | 'after') => Promise<void>,
): Promise<Report> {
  await load.ask({ do: 'begin', url, streams, direct });
  await sleep(SETTLE_MS);
  await load.ask({ do: 'measure' });
  await look('before');
  await sleep(ms);
  await look('after');
  const report = await load.ask<Report>({ do: 'report' });
  await load.ask({ do: 'end' });
  return report;
}

function compare(streams: number, rounds: Record<Name, Round[]>, floor: Report) {
  const expected = Math.round((streams * MEASURE_MS) / 20);
  const about = (name: Name) => {
    const of = (read: (one: Round) => number) => median(rounds[name].map(read));
    return {
      cpu_us_per_stream_second: Math.round(of((one) => one.cpuUs)),
      cpu_us_of_each_round: rounds[name].map((one) => Math.round(one.cpuUs)),
      to_model_ms: { p50: of((one) => one.toModel.p50), p99: of((one) => one.toModel.p99) },
      to_carrier_ms: { p50: of((one) => one.toCarrier.p50), p99: of((one) => one.toCarrier.p99) },
      frames_arrived_of_expected: [
        share(
          of((one) => one.toModel.frames),
          expected,
        ),
        share(
          of((one) => one.toCarrier.frames),
          expected,
        ),
      ],
    };
  };
  const [relay, gateway] = [about('relay'), about('gateway')];
  const added = (way: 'to_model_ms' | 'to_carrier_ms', at: 'p50' | 'p99') =>
    Number((gateway[way][at] - relay[way][at]).toFixed(3));
  return {
    streams,
    cpu_ratio: share(gateway.cpu_us_per_stream_second, relay.cpu_us_per_stream_second),
    gateway_minus_relay_ms: {
      to_model: { p50: added('to_model_ms', 'p50'), p99: added('to_model_ms', 'p99') },
      to_carrier: { p50: added('to_carrier_ms', 'p50'), p99: added('to_carrier_ms', 'p99') },
    },
    gateway,
    relay,
    floor_ms: { to_model: floor.toModel, to_carrier: floor.toCarrier },
  };
}

function share(one: number, other: number): number {
  return Number((one / other).toFixed(3));
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
