import { LIVES } from '@ringback/shared/domain/lives.ts';

type Lives = Record<string, Record<string, readonly string[]>>;

const BEGIN = 'delete from private.moves;';

/** The table of moves as statements: all that was there goes, all that the domain knows comes. */
export function writeMoves(lives: Lives = LIVES): string {
  const rows = Object.entries(lives).flatMap(([life, moves]) =>
    Object.entries(moves).flatMap(([from, next]) =>
      next.map((to) => `  ('${life}', '${from}', '${to}')`),
    ),
  );
  return `${BEGIN}\ninsert into private.moves (life, from_status, to_status) values\n${rows.join(',\n')};`;
}

/** What the last of these migrations that says it says of moves; null where none does. */
export function movesOf(migrations: readonly { sql: string }[]): string | null {
  const sql = migrations.findLast((one) => one.sql.includes(BEGIN))?.sql;
  if (sql === undefined) return null;
  const from = sql.lastIndexOf(BEGIN);
  return sql.slice(from, sql.indexOf(';', from + BEGIN.length) + 1);
}
