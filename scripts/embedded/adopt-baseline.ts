import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogueEntry, readCatalogue } from './catalogue.ts';
import type { SqlConnection } from './sql-connection.ts';

export type Baseline = {
  /** The versions of the migrations that it stands for. */
  replaces: string[];
  /** A short hash of everything that it makes, by name. */
  catalogue: Record<string, string>;
};

/** Where a Postgres has no trigrams, these are not there, and a search is only slower. */
const OPTIONAL = /^index public\.leads_by_part_of_/;

/** So many differences are named; the rest is counted. */
const NAMED = 5;

export const BASELINE_FILE = 'baseline.json';

export function readBaseline(dir: string): Baseline | undefined {
  const file = join(dir, BASELINE_FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Baseline) : undefined;
}

/** What `readBaseline` finds again of a catalogue. */
export function hashCatalogue(entries: readonly CatalogueEntry[]): Record<string, string> {
  const needed = entries.filter(({ name }) => !OPTIONAL.test(name));
  return Object.fromEntries(needed.map(({ name, definition }) => [name, shortHash(definition)]));
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

/**
 * Whether a database has all that the baseline makes, out of the migrations before it; their records
 * are then taken out. False for a database that has the baseline, or nothing of ours. Throws with what
 * differs, and what to do, where the older migrations have made something else.
 */
export async function adoptBaseline(
  { query, script }: Omit<SqlConnection, 'transaction'>,
  version: string,
  baseline: Baseline,
): Promise<boolean> {
  const recorded = await query('select version from supabase_migrations.schema_migrations');
  const versions = recorded.map((row) => String(row['version']));
  if (versions.includes(version)) return false;
  const replaced = versions.filter((one) => baseline.replaces.includes(one));
  const found = hashCatalogue(await readCatalogue(script));
  const different = Object.entries(baseline.catalogue)
    .filter(([name, hash]) => found[name] !== hash)
    .map(([name]) => `${name} ${name in found ? 'is another' : 'is missing'}`);
  if (different.length === 0) {
    for (const one of replaced) {
      await query('delete from supabase_migrations.schema_migrations where version = $1', [one]);
    }
    return true;
  }
  if (replaced.length === 0) return false;
  throw new Error(explain(different, version));
}

function explain(different: readonly string[], version: string): string {
  const more = different.length - NAMED;
  return [
    `This database has tables of an older Ringback, and they are not those of the baseline (${version}):`,
    ...different.slice(0, NAMED).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    'Nothing was changed. Any one of these helps:',
    '  1. Apply the older migrations to their end: check out the commit before the one that',
    `     git log --diff-filter=A -- supabase/migrations/${version}_baseline.sql`,
    '     names, run "npm run migrate" there, then start this version again.',
    '  2. Where that is done and something still differs, put it back by hand as supabase/schema has it.',
    '  3. Where nothing in it is needed: begin with an empty database ("npm start" keeps its own in .data/db).',
  ].join('\n');
}
