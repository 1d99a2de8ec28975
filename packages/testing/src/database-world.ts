import { randomUUID } from 'node:crypto';
import { createAnalyses } from '@ringback/shared/db/calls/analyses.ts';
import { type Calls, createCalls } from '@ringback/shared/db/calls/calls.ts';
import type { Begun, Claim } from '@ringback/shared/db/calls/dial-calls.ts';
import { createMediaSessions } from '@ringback/shared/db/calls/media-sessions.ts';
import type { NewCall } from '@ringback/shared/db/calls/plan-calls.ts';
import { createTranscripts } from '@ringback/shared/db/calls/transcripts.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { createLeads } from '@ringback/shared/db/leads/leads.ts';
import { createSuppressions } from '@ringback/shared/db/leads/suppressions.ts';
import { createOurNumbers } from '@ringback/shared/db/our-numbers.ts';
import { judging } from './judged-claims.ts';
import { startTestDatabase } from './test-database.ts';

export const SECRET_KEY = 'sb_secret_for_tests_only';
export const PUBLISHABLE_KEY = 'sb_publishable_for_tests_only';

/** The line of directory assistance in every area: nobody's number. */
const DIRECTORY = 1_212;

/** A moment at which the tests of the database begin. */
export const NOON = new Date('2026-11-20T17:00:00Z');
/** Two people of the team; `staff` makes them users. */
export const ANA = {
  id: 'a0a00000-0000-4000-8000-00000000000a',
  kind: 'user',
  name: 'Ana',
} as const;
export const BEN = {
  id: 'b0b00000-0000-4000-8000-00000000000b',
  kind: 'user',
  name: 'Ben',
} as const;
export const later = (seconds: number, from = NOON) => new Date(from.getTime() + seconds * 1_000);

/** A Postgres of its own, migrated, in this process, with every repository over it. */
export async function startDatabaseWorld() {
  const database = await startTestDatabase({
    publishableKey: PUBLISHABLE_KEY,
    secretKey: SECRET_KEY,
  });
  const called = new Set<string>();
  const noting: typeof fetch = (input, init) => {
    const [, name] =
      /\/rpc\/(\w+)/.exec(input instanceof Request ? input.url : String(input)) ?? [];
    if (name) called.add(name);
    return database.fetch(input, init);
  };
  const db = connectDb({ url: database.url, secretKey: SECRET_KEY, fetch: noting });
  const numberOf = async (table: string, key: string, column: string, id: string) => {
    const [row] = await database.exec(
      `select ${column} as phone from ${table} where ${key} = '${id}'`,
    );
    return row?.['phone'] as string | undefined;
  };
  const calls = judging<Claim, Begun, Calls>(createCalls(db), (id) =>
    numberOf('calls', 'id', 'to_number', id),
  );
  await createOurNumbers(db).carriedBy({ carrier: 'twilio', voice: 'openai' }, NOON);
  let numbers = 0;
  // Each is an order of its own; without keys those for one number would be one call.
  const newCall = (call: Partial<NewCall> & { to: string }): NewCall => ({
    id: randomUUID(),
    provider: 'twilio',
    voice: 'openai',
    priority: 'normal',
    run_at: NOON.toISOString(),
    metadata: {},
    origin: 'api',
    decision: { verdict: 'allow', rule: 'window_open', reason: 'It is daytime.' },
    ...ownKey(),
    ...call,
  });

  return {
    ...database,
    db,
    /** The SQL functions that somebody has called through a repository. */
    called,
    calls,
    numberOf,
    leads: createLeads(db),
    transcripts: createTranscripts(db),
    sessions: createMediaSessions(db),
    suppressions: createSuppressions(db),
    analyses: createAnalyses(db),
    /** A number nobody in this world has had yet. */
    number() {
      const line = 1_000 + numbers++;
      return `+1202555${line < DIRECTORY ? line : line + 1}`;
    },
    newCall,
    /** Ana and Ben are users. */
    async staff() {
      for (const { id, name } of [ANA, BEN]) {
        await database.exec(`insert into users (id, email, name, role, created_at)
          values ('${id}', '${name.toLowerCase()}@example.com', '${name}', 'agent', '${NOON.toISOString()}')
          on conflict do nothing`);
      }
    },
    /** A call that a worker has claimed at noon; with a sid, the carrier has taken it. */
    async dialing(to: string, callSid: string | null) {
      const call = newCall({ to });
      await calls.schedule(call, NOON);
      const begun = await calls.begin(call.id, CLAIM, NOON);
      if (begun.verdict !== 'go') throw new Error(`expected a claim, got ${begun.verdict}`);
      if (callSid !== null) await calls.recordDialed(call.id, begun.fence, callSid, NOON);
      return call;
    },
  };
}

export const ownKey = () => ({ idempotency_key_hash: randomUUID(), request_hash: 'request' });

export type DatabaseWorld = Awaited<ReturnType<typeof startDatabaseWorld>>;

/** A call sid of the right shape, told apart by a word. */
export function sid(word: string): string {
  return `CA${Buffer.from(word).toString('hex').padEnd(32, '0').slice(0, 32)}`;
}

export const CLAIM = {
  worker: 'test',
  deadline_at: later(8).toISOString(),
  open_until: later(3_600).toISOString(),
  caps: { total: 5, max_live: 50 },
  limits: [{ id: 'calls_per_day', channels: ['call'] as const, limit: 3, window_hours: 24 }],
  evidence: {},
};
