import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BASELINE_FILE, readBaseline } from '@ringback/embedded/adopt-baseline.ts';
import { readMigrations } from '@ringback/embedded/migrate.ts';
import { writeCopies } from './copies.ts';
import { describeBaseline } from './describe-baseline.ts';
import { hashMigrations, keepHashes, readHashes } from './hashes.ts';
import { nextVersion } from './next-version.ts';
import { readSources } from './read-sources.ts';
import { writeBaseline } from './write-baseline.ts';
import { writeMigration } from './write-migration.ts';

/**
 * `npm run migration -- <name>` writes the next migration out of supabase/schema. With the name of the
 * newest one it is written again, what is written by hand in it is kept: until it is committed.
 */
const root = join(import.meta.dirname, '../..');
const migrationsDir = join(root, 'supabase/migrations');
const historyDir = join(root, 'supabase/history');
const [name = '', ...rest] = process.argv.slice(2);

try {
  if (!/^[a-z][a-z0-9_]*$/.test(name) || rest.length > 0) {
    throw new Error(
      'Give the migration a name of small letters, digits and underscores: npm run migration -- <name>',
    );
  }
  await write(name);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function write(name: string): Promise<void> {
  const migrations = readMigrations(migrationsDir);
  const newest = migrations.at(-1);
  const again = newest?.name === name ? newest : undefined;
  const earlier = again ? migrations.slice(0, -1) : migrations;
  if (earlier.some((one) => one.name === name)) {
    throw new Error(`There is a migration ${name}, and later ones after it. Choose another name.`);
  }
  const version = again?.version ?? nextVersion(new Date(), newest?.version);
  const file = `${version}_${name}.sql`;
  if (again && isCommitted(file)) {
    throw new Error(
      `${file} is committed, so it may be applied somewhere. Choose another name: what changes, changes in a new migration.`,
    );
  }
  const sources = readSources(join(root, 'supabase/schema'));
  const sql =
    name === 'baseline'
      ? writeBaseline(sources)
      : writeMigration(
          { functions: sources.functions, copies: writeCopies() },
          earlier,
          again?.sql ?? null,
        );
  const target = join(migrationsDir, file);
  if (!existsSync(target) || readFileSync(target, 'utf8') !== sql) writeFileSync(target, sql);
  if (name === 'baseline') await describe(version, sql);
  const kept = Object.entries(readHashes(historyDir)).filter(([one]) => isThere(one));
  const { [file]: hash = '' } = hashMigrations(migrationsDir);
  keepHashes(historyDir, { ...Object.fromEntries(kept), [file]: hash });
  say(
    `supabase/migrations/${file} is written. Next: what it changes of tables, then "npm run types".`,
  );
}

async function describe(version: string, sql: string): Promise<void> {
  mkdirSync(historyDir, { recursive: true });
  const replaces = readBaseline(historyDir)?.replaces ?? [];
  const described = await describeBaseline({ version, name: 'baseline', sql }, replaces);
  writeFileSync(join(historyDir, BASELINE_FILE), `${JSON.stringify(described, null, 2)}\n`);
}

/** One that was thrown away before it was committed is forgotten; any other that is gone is missed. */
function isThere(file: string): boolean {
  return existsSync(join(migrationsDir, file)) || isCommitted(file);
}

function isCommitted(file: string): boolean {
  const object = `HEAD:supabase/migrations/${file}`;
  return spawnSync('git', ['cat-file', '-e', object], { cwd: root, stdio: 'ignore' }).status === 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
