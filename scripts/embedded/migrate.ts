import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { adoptBaseline, type Baseline, readBaseline } from './adopt-baseline.ts';
import type { Log } from './log.ts';
import { splitStatements } from './split-statements.ts';
import type { SqlConnection } from './sql-connection.ts';

/**
 * Supabase creates these three, and lets them use whatever is made in public unless a migration
 * takes that back: a revoke that would be missing there shall be missing here.
 */
const ROLES = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'anon') then
    create role anon nologin; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then
    create role authenticated nologin; end if;
  if not exists (select from pg_roles where rolname = 'service_role') then
    create role service_role nologin bypassrls; end if;
  -- Who made them is a member of them only if it says so.
  if not pg_has_role(current_user, 'service_role', 'member') then
    grant anon, authenticated, service_role to current_user; end if;
end $$;
grant usage on schema public to anon, authenticated, service_role;
alter default privileges in schema public
  grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public
  grant all on sequences to anon, authenticated, service_role;
alter default privileges in schema public
  grant all on functions to anon, authenticated, service_role;`;

/** The same table and columns that the Supabase CLI keeps, so that either can take over. */
const HISTORY = `
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text primary key);
alter table supabase_migrations.schema_migrations
  add column if not exists statements text[], add column if not exists name text;
create table if not exists supabase_migrations.seed_files (path text primary key, hash text not null);`;

/** One migrator at a time on a shared Postgres; the number only has to be ours. */
const LOCK = 'select pg_advisory_xact_lock(727007)';

export type Migration = {
  version: string;
  name: string;
  sql: string;
  /** Only the baseline has one: how a database that has all of it already is recognised. */
  baseline?: Baseline | undefined;
};

/**
 * The migration files of a folder in the order in which they apply. What belongs to the baseline is
 * in the folder `history` beside it.
 */
export function readMigrations(dir: string): Migration[] {
  return readdirSync(dir)
    .filter((file) => /^\d+_.+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const cut = file.indexOf('_');
      const name = basename(file.slice(cut + 1), '.sql');
      return {
        version: file.slice(0, cut),
        name,
        sql: readFileSync(join(dir, file), 'utf8'),
        baseline: name === 'baseline' ? readBaseline(join(dir, '../history')) : undefined,
      };
    });
}

export type Migrated = {
  applied: string[];
  /** Recorded with other statements than the file has now: the tables are not what the code expects. */
  changed: string[];
};

/**
 * Applies what is not yet recorded, each file in its own transaction with its record. A database that
 * has the tables of the baseline from older migrations keeps them: the baseline is only recorded.
 */
export async function migrate(
  db: SqlConnection,
  migrations: Migration[],
  log: Log,
): Promise<Migrated> {
  await db.transaction(async ({ query, script }) => {
    await query(LOCK);
    await script(ROLES);
    await script(HISTORY);
  });
  await recordBaseline(db, migrations, log);
  const done: Migrated = { applied: [], changed: [] };
  for (const migration of migrations) {
    const { version, name } = migration;
    const result = await applyOnce(db, migration);
    if (result === 'unchanged') continue;
    done[result].push(`${version}_${name}`);
    if (result === 'applied') log.info({ version, name }, 'migration applied');
    else log.warn({ version, name }, 'migration file changed after it was applied');
  }
  return done;
}

async function recordBaseline(db: SqlConnection, migrations: Migration[], log: Log): Promise<void> {
  for (const { version, name, sql, baseline } of migrations) {
    if (!baseline) continue;
    const adopted = await db.transaction(async (transaction) => {
      await transaction.query(LOCK);
      const found = await adoptBaseline(transaction, version, baseline);
      if (found) await record(transaction.query, { version, name, sql });
      return found;
    });
    if (adopted) log.info({ version, name }, 'baseline recorded for tables that were there');
  }
}

async function applyOnce(
  db: SqlConnection,
  { version, name, sql }: Migration,
): Promise<'applied' | 'changed' | 'unchanged'> {
  const statements = splitStatements(sql);
  return db.transaction(async ({ query, script }) => {
    await query(LOCK);
    const [recorded] = await query(
      'select array_to_json(statements)::text as statements from supabase_migrations.schema_migrations where version = $1',
      [version],
    );
    if (recorded) {
      const known = recorded['statements'];
      return known === null || sameStatements(known, statements) ? 'unchanged' : 'changed';
    }
    await script(sql).catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`Migration ${version}_${name} failed: ${why}`, { cause });
    });
    await record(query, { version, name, sql });
    return 'applied';
  });
}

async function record(
  query: SqlConnection['query'],
  { version, name, sql }: Migration,
): Promise<void> {
  await query(
    `insert into supabase_migrations.schema_migrations (version, name, statements)
     values ($1, $2, array(select json_array_elements_text($3::text::json)))`,
    [version, name, JSON.stringify(splitStatements(sql))],
  );
}

/** Compared as parsed values: Postgres and JSON.stringify space arrays differently. */
function sameStatements(recorded: unknown, statements: string[]): boolean {
  if (typeof recorded !== 'string') return false;
  return JSON.stringify(JSON.parse(recorded)) === JSON.stringify(statements);
}

/** Plants the seed file once per database; a seed that is not there is no fault. */
export async function seedOnce(db: SqlConnection, file: string): Promise<boolean> {
  if (!existsSync(file)) return false;
  const sql = readFileSync(file, 'utf8');
  if (splitStatements(sql).length === 0) return false;
  return db.transaction(async ({ query, script }) => {
    await query(LOCK);
    const hash = createHash('sha256').update(sql).digest('hex');
    const planted = await query(
      `insert into supabase_migrations.seed_files (path, hash) values ($1, $2)
       on conflict (path) do nothing returning path`,
      [`supabase/${basename(file)}`, hash],
    );
    if (planted.length === 0) return false;
    await script(sql);
    return true;
  });
}
