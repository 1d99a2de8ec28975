import { splitStatements } from '@ringback/embedded/split-statements.ts';
import { copyIn } from './copies.ts';
import { type FunctionHeader, readHeader, withoutComments } from './function-header.ts';
import { functionsOf } from './functions-of-migrations.ts';
import { orderFunctions } from './order-functions.ts';
import type { FunctionSource } from './read-sources.ts';

/** What stands before and behind these two lines is written by hand, and kept when the rest is written again. */
const BEGIN =
  '-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.';
const END = '-- By hand again: what needs those functions, such as a trigger.';

const BY_HAND = `-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();`;

export type Wanted = {
  functions: readonly FunctionSource[];
  /** As `writeCopies` says them. */
  copies: readonly string[];
};

/**
 * The text of a migration: what `before` has by hand, and every function and copy of the domain, where
 * they differ from what the migrations before it give.
 */
export function writeMigration(
  { functions, copies }: Wanted,
  earlier: readonly { sql: string }[],
  before: string | null = null,
): string {
  const { above, below } = byHandIn(before);
  const { dropped, made } = changesOf(functions, functionsOf(earlier));
  const generated = [
    ...copies.filter((copy) => copyIn(earlier, copy) !== copy),
    ...dropped.map((signature) => `drop function ${signature};`),
    ...made.map((sql) => sql.trim().replace(/^create function/m, 'create or replace function')),
    ...(made.length > 0 ? ['select private.close_functions();'] : []),
  ];
  const parts = generated.length > 0 ? [above, BEGIN, ...generated, END, below] : [above, below];
  return `${parts.join('\n\n').trim()}\n`;
}

function byHandIn(before: string | null): { above: string; below: string } {
  if (before === null) return { above: BY_HAND, below: '' };
  const [above = '', rest = ''] = before.split(BEGIN);
  return { above: above.trim(), below: (rest.split(END)[1] ?? '').trim() };
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
