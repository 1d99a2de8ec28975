import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Migration } from './migrate.ts';

/** Each takes 40 MB; tests use a few sets of migrations. */
const KEPT = 4;

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/ringback');

/** A fresh database with exactly these migrations, as an earlier start left it. */
export function findSnapshot(migrations: Migration[]): Blob | undefined {
  const file = fileOf(migrations);
  if (!existsSync(file)) return undefined;
  // Another process may tidy it away between the question and the reading.
  try {
    return new Blob([readFileSync(file)]);
  } catch {
    return undefined;
  }
}

/** Keeps a fresh database for the next start in memory; older ones go. */
export async function keepSnapshot(migrations: Migration[], snapshot: Blob): Promise<void> {
  const file = fileOf(migrations);
  mkdirSync(CACHE, { recursive: true });
  const draft = join(CACHE, `draft-${process.pid}-${performance.now()}`);
  writeFileSync(draft, Buffer.from(await snapshot.arrayBuffer()));
  renameSync(draft, file);
  for (const old of newestFirst().slice(KEPT)) rmSync(old, { force: true });
}

function newestFirst(): string[] {
  return readdirSync(CACHE)
    .filter((name) => name.startsWith('database-'))
    .map((name) => join(CACHE, name))
    .map((path) => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.at - a.at)
    .map(({ path }) => path);
}

const fileOf = (migrations: Migration[]) => join(CACHE, `database-${fingerprintOf(migrations)}`);

/** All that shapes a fresh database: the migrations, how it is opened, and the versions of its packages. */
export function fingerprintOf(migrations: Migration[]): string {
  const hash = createHash('sha256');
  for (const name of ['@electric-sql/pglite', '@supabase/lite']) {
    hash.update(realpathSync(fileURLToPath(import.meta.resolve(name))));
  }
  for (const file of ['migrate.ts', 'open-pglite.ts']) {
    hash.update(readFileSync(join(import.meta.dirname, file)));
  }
  for (const { version, name, sql } of migrations) hash.update(`\0${version}\0${name}\0${sql}`);
  return hash.digest('hex').slice(0, 16);
}
