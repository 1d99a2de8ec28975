import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createRetention, FORGOTTEN, type Retention } from '@ringback/shared/db/retention.ts';
import { put } from '@ringback/shared/testing/put.ts';
import {
  type DatabaseWorld,
  later,
  NOON,
  sid,
  startDatabaseWorld,
} from '@ringback/testing/database-world.ts';

let world: DatabaseWorld;
let retention: Retention;
beforeAll(async () => {
  world = await startDatabaseWorld();
  retention = createRetention(world.db);
});
afterAll(() => world.stop());
beforeEach(async () => {
  for (const kind of FORGOTTEN) while ((await retention.prune(kind, later(1e9), 1_000)) > 0);
});

const YEAR = 365 * 86_400;
const TABLES = {
  webhook_receipts: 'webhook_receipts',
  call_events: 'call_events',
  contact_decisions: 'contact_decisions',
  idempotency_keys: 'idempotency_keys',
  transcripts: 'conversation_transcripts',
} as const;

/** A call at noon, over or not, with a row of each kind that is so many seconds old. */
async function call(word: string, { over, ages }: { over: boolean; ages: number[] }) {
  const { id, ...rest } = world.newCall({ to: world.number() });
  await world.calls.schedule({ id, ...rest }, NOON);
  await world.exec(`
    delete from contact_decisions where call_id = '${id}';
    delete from idempotency_keys where call_id = '${id}'`);
  const status = over ? 'completed' : 'in_progress';
  const endedAt = over ? `'${NOON.toISOString()}'` : 'null';
  await world.exec(
    put(
      'calls',
      `update calls set call_sid = '${sid(word)}', status = '${status}', ended_at = ${endedAt}
       where id = '${id}'`,
    ),
  );
  for (const [n, age] of ages.entries()) {
    const at = `'${later(-age).toISOString()}'::timestamptz`;
    await world.exec(`
      insert into webhook_receipts (provider, kind, dedupe_key, received_at, last_received_at)
        values ('twilio', 'status', '${word}${n}', ${at}, ${at});
      insert into call_events (call_id, call_sid, kind, sequence, received_at)
        values ('${id}', '${sid(word)}', 'status', ${n}, ${at});
      insert into contact_decisions (at, call_id, verdict, rule, reason)
        values (${at}, '${id}', 'allow', 'claimed', 'It may.');
      insert into idempotency_keys (key_hash, request_hash, call_id, created_at)
        values ('${word}${n}', 'r', '${id}', ${at});
      insert into conversation_transcripts (call_sid, call_id, seq, role, content, timestamp)
        values ('${sid(word)}', '${id}', ${n}, 'user', 'Hello.', ${at});`);
  }
  return id;
}

const left = async (kind: (typeof FORGOTTEN)[number]) =>
  (await world.exec(`select count(*)::int as n from ${TABLES[kind]}`))[0]?.['n'];

describe.each(FORGOTTEN)('%s', (kind) => {
  it('go once they are old enough, the oldest first and so many at a time', async () => {
    await call(`old ${kind}`, { over: true, ages: [3 * YEAR, 2 * YEAR, 60] });
    expect(await retention.prune(kind, later(-YEAR), 1)).toBe(1);
    expect(await retention.prune(kind, later(-YEAR), 5)).toBe(1);
    expect(await retention.prune(kind, later(-YEAR), 5)).toBe(0);
    expect(await left(kind)).toBe(1);
  });
});

describe.each(FORGOTTEN.filter((kind) => kind !== 'webhook_receipts'))('%s', (kind) => {
  it('of a call that is not over are kept, however old', async () => {
    await call(`live ${kind}`, { over: false, ages: [3 * YEAR] });
    expect(await retention.prune(kind, later(-YEAR), 5)).toBe(0);
    await world.exec(`update calls set status = 'completed', ended_at = now()`);
  });
});

describe('the sound of a call', () => {
  it('is named while it is there, and forgotten once', async () => {
    const id = await call('sound', { over: true, ages: [] });
    await world.exec(
      `update calls set recording_sid = 'RE1', recording_url = 'x' where id = '${id}'`,
    );
    expect(await retention.oldRecordings(later(-1), 10)).toEqual([]);
    expect(await retention.oldRecordings(later(1), 10)).toEqual([
      { call_id: id, provider: 'twilio', recording_sid: 'RE1' },
    ]);
    expect(await retention.forgetRecording(id, later(2))).toBe(true);
    expect(await retention.forgetRecording(id, later(3))).toBe(false);
    expect(await retention.oldRecordings(later(1), 10)).toEqual([]);
  });

  it('of a lead that was deleted is named at once, also where sound is kept for ever', async () => {
    const id = await call('sound of a deleted lead', { over: true, ages: [] });
    const [row] = await world.exec(
      `update calls set recording_sid = 'RE2', recording_url = 'x' where id = '${id}' returning lead_id`,
    );
    expect(await retention.oldRecordings(null, 10)).toEqual([]);
    await world.leads.delete(Number(row?.['lead_id']), later(5));
    expect(await retention.oldRecordings(null, 10)).toEqual([
      { call_id: id, provider: 'twilio', recording_sid: 'RE2' },
    ]);
    expect(await retention.forgetRecording(id, later(6))).toBe(true);
    expect(await retention.oldRecordings(null, 10)).toEqual([]);
  });

  it('that another vendor keeps is named with that vendor', async () => {
    const id = await call('sound elsewhere', { over: true, ages: [] });
    await world.exec(
      `update calls set provider = 'retell', recording_sid = 'retell:1', recording_url = 'x' where id = '${id}'`,
    );
    expect(await retention.oldRecordings(later(1), 10)).toEqual([
      { call_id: id, provider: 'retell', recording_sid: 'retell:1' },
    ]);
  });
});

it('nothing else can be forgotten by that name', async () => {
  await expect(
    retention.prune('suppressions' as (typeof FORGOTTEN)[number], NOON, 1),
  ).rejects.toMatchObject({ code: expect.any(String) });
});
