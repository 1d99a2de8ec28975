import { afterEach, expect, it } from '@jest/globals';
import { fillHistory } from '@ringback/bench/history/fill.ts';
import { freePort } from '@ringback/embedded/free-port.ts';
import postgres from 'postgres';
import { startRelay } from '../bursts/relay.ts';
import { percentile } from '../bursts/run-bursts.ts';
import { Ledger } from '../chaos/ledger.ts';
import { type Processes, startProcesses } from '../chaos/processes.ts';
import { awake, numberWithStory } from '../people.ts';
import { proofServer } from '../setup/proof-server.ts';

/** `LEADS=10000 npm run proof -- million-rows` has a shorter past. */
const LEADS = Number(process.env['LEADS'] ?? 1_000_000);
const CALLS = 200;
const TEXTS = 200;
const STORIES = Array.from({ length: 21 }, (_, index) => String(index).padStart(2, '0'));
/** Endings of people who read everything and never answer. */
const SILENT = ['43', '53', '54', '55', '56'];
const LOOK_EVERY_MS = 500;
const PATIENCE_MS = 600_000;

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** Two of each service over a database with a past; a balancer before apis and gateways. */
async function startWorld() {
  const name = `ringback_million_${process.pid}`;
  const admin = postgres(proofServer(), { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name}`);
  const address = new URL(proofServer());
  address.pathname = `/${name}`;
  stops.push(async () => {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end();
  });
  const world = await startProcesses({
    DATABASE_URL: address.href,
    LOG_LEVEL: 'warn',
    MAX_CONCURRENT_CALLS: '30',
    TWILIO_CALLS_PER_SECOND: '20',
    TEXTS_PER_SECOND: '50',
    TRUST_PROXY: '1',
  });
  stops.push(world.stop);
  const sql = postgres(address.href, { max: 2, onnotice: () => undefined });
  stops.push(() => sql.end());
  process.stderr.write(`writing a history of ${LEADS}\n`);
  const now = new Date().toISOString();
  await sql.unsafe(fillHistory(LEADS, { now, live: 0, closedOfTen: 10 }));
  await sql.unsafe('vacuum (analyze)');

  const apis = [world.ports.api, await freePort()];
  const gateways = [world.ports.gateway, await freePort()];
  const [toApis, toGateways] = [await startRelay(apis, true), await startRelay(gateways)];
  stops.push(toApis.stop, toGateways.stop);
  world.environment['PUBLIC_URL'] = toApis.url;
  world.environment['MEDIA_PUBLIC_URL'] = toGateways.url.replace('http', 'ws');
  for (const port of apis) await world.startService('api', port);
  for (const port of gateways) await world.startService('media-gateway', port);
  return { world, sql };
}

const people = (count: number, from: number, stories: readonly string[]) =>
  Array.from({ length: count }, (_, n) =>
    numberWithStory(stories[n % stories.length] ?? '00', from + n),
  );

async function order(world: Processes, path: string, to: string, more: object) {
  const lead = { name: 'A Lead', phone: to, timezone: awake() };
  const taken = await world.api('POST', '/api/leads', lead);
  const ordered = await world.api('POST', path, { to, ...more });
  return [taken.status, ordered.status];
}

type Ours = { id: string; phone: string; status: string; sid: string | null; waited_ms: number };

it(`of 200 calls and 200 texts on ${LEADS} rows none is doubled, forgotten or unknown`, async () => {
  const { world, sql } = await startWorld();
  const called = people(CALLS, 0, STORIES);
  const texted = people(TEXTS, CALLS, SILENT);
  const answers = (
    await Promise.all([
      ...called.map((to) => order(world, '/api/queue/schedule-call', to, {})),
      ...texted.map((to) =>
        order(world, '/api/queue/sms-followup', to, { body: 'Are you still looking?' }),
      ),
    ])
  ).flat();

  const begunAt = performance.now();
  for (const name of ['call-worker', 'sms-worker', 'analyzer']) {
    await world.startService(name);
    await world.startService(name);
  }
  // What waited for the workers' start is not what is measured.
  const startedAt = new Date();

  const callRows = () => sql<(Ours & { is_over: boolean })[]>`
    select id, lead_phone as phone, status, call_sid as sid,
      extract(epoch from dialed_at - greatest(run_at, created_at, ${startedAt}))::float8 * 1000 as waited_ms,
      settled_at is not null or (status in ('scheduled', 'held') and run_at > now() + interval '1 minute') as is_over
    from calls where lead_phone = any(${called})`;
  const textRows = () => sql<Ours[]>`
    select message_id as id, lead_phone as phone, delivery_status as status, provider_sid as sid,
      extract(epoch from claimed_at - greatest(send_at, created_at, ${startedAt}))::float8 * 1000 as waited_ms
    from sms_messages where lead_phone = any(${texted}) and direction = 'outbound'`;

  const unknown = new Set<string>();
  let [calls, texts] = [await callRows(), await textRows()];
  const isOver = () =>
    calls.every(({ is_over: isOver }) => isOver) &&
    texts.every(({ status }) => status === 'delivered');
  while (!isOver() && performance.now() - begunAt < PATIENCE_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    [calls, texts] = [await callRows(), await textRows()];
    for (const { id, status } of [...calls, ...texts]) if (status === 'unknown') unknown.add(id);
  }

  const { calls: rang } = Ledger.parse((await world.ledger()).json);
  const { messages } = (await world.ledger()).json as unknown as { messages: { to: string }[] };
  const toLeads = rang.filter((call) => call.direction !== 'inbound' && call.parent_sid === null);
  const sent = messages.filter(({ to }) => texted.includes(to));
  const waited = (rows: readonly Ours[]) => {
    const ms = rows.filter(({ sid }) => sid !== null).map((row) => Math.max(0, row.waited_ms));
    return { p50: percentile(ms, 0.5), p95: percentile(ms, 0.95), most: percentile(ms, 1) };
  };
  const report = {
    proof: 'million-rows',
    leads: LEADS,
    seconds: Math.round((performance.now() - begunAt) / 1_000),
    calls: toLeads.length,
    texts: sent.length,
    call_waited_ms: waited(calls),
    text_waited_ms: waited(texts),
    zeros: {
      refused_orders: answers.filter((status) => status >= 400).length,
      doubled_calls: toLeads.length - new Set(toLeads.map(({ to }) => to)).size,
      doubled_texts: sent.length - new Set(sent.map(({ to }) => to)).size,
      forgotten_calls: called.filter((to) => !toLeads.some((call) => call.to === to)).length,
      forgotten_texts: texted.filter((to) => !sent.some((text) => text.to === to)).length,
      ever_unknown: unknown.size,
      not_over:
        calls.filter((row) => !row.is_over).length +
        texts.filter(({ status }) => status !== 'delivered').length,
    },
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  expect(Object.entries(report.zeros).filter(([, count]) => count > 0)).toEqual([]);
  expect([report.calls, report.texts]).toEqual([CALLS, TEXTS]);
});
