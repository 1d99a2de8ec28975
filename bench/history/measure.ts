import type { Sql } from 'postgres';
import type { Question } from './questions.ts';

/** What a question costs: milliseconds, and the rows of whole tables that it read on its way. */
export type Cost = { ms: number; scanned: Record<string, number> };

/** Asks in a transaction that is taken back, so that every round finds the same state. */
export async function measure(sql: Sql, question: Question, rounds: number): Promise<Cost> {
  const times: number[] = [];
  let scanned: Cost['scanned'] = {};
  // The first round warms up: plans, and pages of the table.
  for (let round = 0; round <= rounds; round += 1) {
    await sql.unsafe('begin');
    try {
      await sql.unsafe('set constraints all immediate');
      const before = await scans(sql);
      const begun = performance.now();
      await sql.unsafe(question.sql);
      times.push(performance.now() - begun);
      const after = await scans(sql);
      scanned = Object.fromEntries(
        [...after]
          .map(([table, rows]) => [table, rows - (before.get(table) ?? 0)] as const)
          .filter(([, rows]) => rows > 0),
      );
    } finally {
      await sql.unsafe('rollback');
    }
  }
  const sorted = times.slice(1).sort((a, b) => a - b);
  return { ms: sorted[sorted.length >> 1] ?? 0, scanned };
}

/** Rows that this transaction has read by reading tables from end to end. */
async function scans(sql: Sql): Promise<Map<string, number>> {
  const rows = await sql<{ table: string; rows: number }[]>`
    select relname as table, seq_tup_read::int as rows from pg_stat_xact_user_tables
    where schemaname in ('public', 'private') and seq_tup_read > 0`;
  return new Map(rows.map(({ table, rows: read }) => [table, read]));
}
