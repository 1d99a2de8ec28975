import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fillHistory } from '@ringback/bench/history/fill.ts';
import { QUESTIONS } from '@ringback/bench/history/questions.ts';
import { type DatabaseWorld, startDatabaseWorld } from '@ringback/testing/database-world.ts';

/** Enough that reading a table whole is dearer than any index, and that it shows. */
const SIZE = 20_000;
/** Tables that stay small may be read whole: ours are of some dozens of rows. */
const SMALL = 1_000;

let world: DatabaseWorld;
beforeAll(async () => {
  world = await startDatabaseWorld();
  await world.exec(fillHistory(SIZE));
  await world.exec('vacuum (analyze)');
  // A house that has run for a while has counted what has ended.
  await world.exec(`select call_health('2026-11-20T17:00:00Z')`);
});
afterAll(() => world.stop());

/** Tables that a question read from end to end, and how many of their rows. Nothing of it stays. */
async function readWhole(question: string) {
  const rows = await world.exec(
    `begin;
     set constraints all immediate;
     -- What earlier transactions read may not have been reported yet, and stands in the same view.
     create temp table before on commit drop as
       select relid, seq_tup_read from pg_stat_xact_user_tables;
     ${question};
     select s.relname as table, (s.seq_tup_read - coalesce(b.seq_tup_read, 0))::int as rows
     from pg_stat_xact_user_tables s left join before b using (relid)
     where s.schemaname in ('public', 'private')
       and s.seq_tup_read - coalesce(b.seq_tup_read, 0) > ${SMALL};`,
  );
  await world.exec('rollback');
  return rows;
}

describe(`with ${SIZE} leads behind it`, () => {
  it.each(QUESTIONS.map(({ name, sql }) => [name, sql]))(
    '%s reads no large table whole',
    async (_, sql) => {
      expect(await readWhole(sql)).toEqual([]);
    },
  );

  it('would notice', async () => {
    expect(await readWhole(`select count(*) from leads where notes = 'nobody'`)).toEqual([
      { table: 'leads', rows: expect.any(Number) },
    ]);
  });

  it('has nothing compiled that forbids such plans: one that cannot be avoided looks too dear', async () => {
    const compiled = await world.exec(
      `select proname as name from pg_proc
       where 'enable_seqscan=off' = any (proconfig) and not 'jit=off' = any (proconfig)`,
    );
    expect(compiled).toEqual([]);
  });

  it('asks every function that a service may call', async () => {
    const functions = await world.exec(
      `select distinct proname as name from pg_proc where pronamespace = 'public'::regnamespace`,
    );
    const asked = new Set(QUESTIONS.map(({ name }) => name.split(' ')[0]));
    expect(functions.map(({ name }) => String(name)).filter((name) => !asked.has(name))).toEqual(
      [],
    );
  });
});
