import { splitStatements } from '../embedded/split-statements.ts';
import { type FunctionHeader, readHeader, withoutComments } from './function-header.ts';
import { functionsOf } from './functions-of-migrations.ts';
import { orderFunctions } from './order-functions.ts';
import type { FunctionSource } from './read-sources.ts';

/** What stands above is written by hand, and kept when the rest is written again. */
const MARK =
  '-- Functions: from supabase/schema/functions, by "npm run migration". Do not edit from here on.';

const BY_HAND = `-- Tables: written by hand, so that they become what supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();
`;

/**
 * The text of a migration: what `before` has above the mark, and every function whose text differs
 * from what the migrations before it give.
 */
export function writeMigration(
  functions: readonly FunctionSource[],
  earlier: readonly { sql: string }[],
  before: string | null = null,
): string {
  const byHand = before === null ? BY_HAND : before.slice(0, markIn(before)).trimEnd();
  const { dropped, made } = changesOf(functions, functionsOf(earlier));
  if (dropped.length + made.length === 0) return `${byHand.trimEnd()}\n`;
  const parts = [
    byHand.trimEnd(),
    MARK,
    ...dropped.map((signature) => `drop function ${signature};`),
    ...made.map((sql) => sql.trim().replace(/^create function/m, 'create or replace function')),
    ...(made.length > 0 ? ['select private.close_functions();'] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function markIn(text: string): number {
  const at = text.indexOf(MARK);
  return at === -1 ? text.length : at;
}

function changesOf(functions: readonly FunctionSource[], given: Map<string, string>) {
  const wanted = orderFunctions(functions).map(({ sql }) => ({ sql, ...headerOf(sql) }));
  const signatures = new Set(wanted.map(({ signature }) => signature));
  const made = wanted.filter(({ sql, signature }) => {
    const old = given.get(signature);
    return old === undefined || bodyOf(old) !== bodyOf(sql);
  });
  const remade = made.filter(({ signature, fixed }) => {
    const old = given.get(signature);
    return old !== undefined && headerOf(old).fixed !== fixed;
  });
  return {
    dropped: [
      ...[...given.keys()].filter((signature) => !signatures.has(signature)),
      ...remade.map(({ signature }) => signature),
    ],
    made: made.map(({ sql }) => sql),
  };
}

/** The comment before a function is not in the database: a change of it is none. */
const bodyOf = (sql: string) =>
  withoutComments(splitStatements(sql)[0] ?? '').replace(/^create or replace /, 'create ');

function headerOf(sql: string): FunctionHeader {
  const header = readHeader(sql);
  if (!header) throw new Error(`This is no function: ${sql.slice(0, 80)}`);
  return header;
}
