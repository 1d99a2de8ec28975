import { writeLeadColumns } from './write-lead-columns.ts';
import { writeMoves } from './write-moves.ts';

/** The tables of the schema `private` that copy the domain, each as the statements that fill it. */
export const writeCopies = (): string[] => [writeMoves(), writeLeadColumns()];

/** The statements by which the last of these migrations fills the same table; null: none does. */
export function copyIn(migrations: readonly { sql: string }[], copy: string): string | null {
  const begin = copy.slice(0, copy.indexOf('\n'));
  const sql = migrations.findLast((one) => one.sql.includes(begin))?.sql;
  if (sql === undefined) return null;
  const from = sql.lastIndexOf(begin);
  return sql.slice(from, sql.indexOf(';', from + begin.length) + 1);
}
