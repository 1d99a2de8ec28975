import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readMigrations } from '@ringback/embedded/migrate.ts';
import postgres from 'postgres';
import { proofServer } from '../setup/proof-server.ts';

/**
 * Claims of calls and texts from many connections at once, on a real Postgres: no
 * ceiling is exceeded by a cent or a contact, and nothing stands still.
 */
const server = proofServer();
const NAME = `ringback_ceilings_${process.pid}`;
const NOON = '2026-11-20T17:00:00Z';
const CONNECTIONS = 16;
const CALLS = 200;
const TEXTS = 200;

const admin = postgres(server, { max: 1, onnotice: () => {} });
let db: postgres.Sql;
beforeAll(async () => {
  await admin.unsafe(`create database ${NAME}`);
  const url = new URL(server);
  url.pathname = `/${NAME}`;
  db = postgres(url.href, { max: CONNECTIONS, onnotice: () => {} });
  for (const role of ['anon', 'authenticated', 'service_role']) {
    await db.unsafe(
      `do $$ begin create role ${role}; exception when duplicate_object then null; end $$`,
    );
  }
  for (const { sql } of readMigrations('supabase/migrations')) await db.unsafe(sql);
}, 120_000);
afterAll(async () => {
  await db.end();
  await admin.unsafe(`drop database ${NAME} with (force)`);
  await admin.end();
});

const keys = [randomUUID(), randomUUID()];
/** What is claimed, and which number it goes to. */
type Planned = { id: string; to: string };

const planned = (many: number, beginning: string): Planned[] =>
  Array.from({ length: many }, (_, n) => ({ id: randomUUID(), to: `${beginning}${1_000 + n}` }));

const order = {
  worker: 'proof',
  deadline_at: '2026-11-20T17:00:08Z',
  open_until: '2026-11-21T01:00:00Z',
  caps: { per_day: 5, total: 12, max_live: 100_000 },
  evidence: {},
  per_second: 1_000_000,
  segments: 1,
};

async function plan(): Promise<{ calls: Planned[]; texts: Planned[] }> {
  const calls = planned(CALLS, '+1202556');
  const texts = planned(TEXTS, '+1202557');
  for (const [n, { id, to }] of calls.entries()) {
    const call = {
      ...{ id, to, provider: 'twilio', voice: 'openai', origin: 'api' },
      ...{ priority: 'normal', run_at: NOON, metadata: {}, api_key_id: keys[n % 2] },
      decision: { verdict: 'allow', rule: 'window_open', reason: 'It is daytime.' },
    };
    await db`select public.schedule_call(${db.json(call as never)}, ${NOON}::timestamptz)`;
  }
  for (const [n, { id, to }] of texts.entries()) {
    const text = {
      ...{ message_id: id, to, body: 'Hello.', sender: '+12025559000' },
      api_key_id: keys[n % 2],
    };
    await db`select public.plan_text(${db.json(text as never)}, ${NOON}::timestamptz)`;
  }
  return { calls, texts };
}

async function claimAll(
  { calls, texts }: { calls: Planned[]; texts: Planned[] },
  ceilings: Record<string, unknown>,
) {
  const claim = (name: 'begin_call' | 'begin_message', { id, to }: Planned, more: object) => {
    const number = { ok: true, to, table: 'proof' };
    const given = { ...order, ...ceilings, ...more, number, claim_id: randomUUID() };
    const json = db.json(given as never);
    return name === 'begin_call'
      ? db`select public.begin_call(${id}, ${json}, ${NOON}::timestamptz) as r`
      : db`select public.begin_message(${id}, ${json}, ${NOON}::timestamptz) as r`;
  };
  const asked = [
    ...calls.map((one) => () => claim('begin_call', one, { minute_usd: 0.01 })),
    ...texts.map((one) => () => claim('begin_message', one, { cost_usd: 0.01 })),
  ].sort(() => Math.random() - 0.5);
  const begunAt = performance.now();
  const answers = await Promise.all(asked.map((ask) => ask()));
  const verdicts = answers.map(([row]) => (row as unknown as { r: { verdict: string } }).r.verdict);
  return {
    gone: verdicts.filter((verdict) => verdict === 'go').length,
    ms: Math.round(performance.now() - begunAt),
  };
}

const sums = async () => {
  const [row] = await db`select coalesce(sum(spent_usd), 0)::float8 as usd,
    coalesce(sum(contacts), 0)::int as contacts from public.spend_days`;
  return row as unknown as { usd: number; contacts: number };
};

async function again() {
  await db`truncate public.calls, public.sms_messages, public.sms_conversations, public.leads,
    public.spend_days, public.contact_counts, public.senders cascade`;
}

describe('claims from sixteen connections at once', () => {
  it.each([
    ['a budget of a day', { budget_usd: 3 }, 3, null],
    ['a budget for calls', { calls_budget_usd: 1.6 }, 1.6 + 0.01 * TEXTS, null],
    ['a cap on one beginning of numbers', { prefix: '+1202', prefix_per_hour: 37 }, null, 37],
    ['a cap on each of two keys', { key_per_day: 20 }, null, 40],
  ])(
    'never exceed %s',
    async (name, ceilings, mostUsd, exactly) => {
      await again();
      const { gone, ms } = await claimAll(await plan(), ceilings);
      const { usd, contacts } = await sums();
      process.stdout.write(`${JSON.stringify({ name, gone, usd, ms })}\n`);
      expect(contacts).toBe(gone);
      if (mostUsd !== null) expect(usd).toBeLessThanOrEqual(mostUsd + 1e-9);
      if (exactly !== null) expect(gone).toBe(exactly);
      expect(gone).toBeGreaterThan(0);
    },
    120_000,
  );
});
