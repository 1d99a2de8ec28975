import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCatalogue } from '@ringback/embedded/catalogue.ts';
import { silentLog } from '@ringback/embedded/log.ts';
import { type Migration, migrate, readMigrations } from '@ringback/embedded/migrate.ts';
import { openPostgres } from '@ringback/embedded/open-postgres.ts';
import { type PostgresServer, startPostgresServer } from '@ringback/embedded/postgres-server.ts';
import { providePlpgsqlCheck } from '@ringback/embedded/provide-plpgsql-check.ts';
import { readSources } from '@ringback/scripts/schema/read-sources.ts';
import { writeBaseline } from '@ringback/scripts/schema/write-baseline.ts';

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/ringback');
const MIGRATIONS = readMigrations('supabase/migrations');

// A real Postgres whichever one the other tests are run on: this is about its catalogue.
let server: PostgresServer;
const cleanups: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  server = await startPostgresServer({ cacheDir: CACHE, log: silentLog });
});
afterAll(async () => {
  for (const clean of cleanups.reverse()) await clean();
  await server.stop();
});

async function makeDatabase(migrations: Migration[]) {
  const name = `schema_${randomBytes(4).toString('hex')}`;
  const admin = await openPostgres(server.url);
  await admin.door.script(`create database ${name}`);
  await admin.close();
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const postgres = await openPostgres(url.href);
  cleanups.push(() => postgres.close());
  const { door } = postgres;
  const migrated = await migrate(door, migrations, silentLog);
  return { door, migrated, catalogue: () => readCatalogue(door.script) };
}

function migrationsOf(sql: string): Migration[] {
  const dir = join(mkdtempSync(join(tmpdir(), 'schema-')), 'migrations');
  mkdirSync(dir);
  writeFileSync(join(dir, '20260101000000_sources.sql'), sql);
  return readMigrations(dir);
}

describe('the migrations', () => {
  it('make exactly what the sources say', async () => {
    const given = await makeDatabase(MIGRATIONS);
    const wanted = await makeDatabase(migrationsOf(writeBaseline(readSources('supabase/schema'))));
    const catalogue = await given.catalogue();
    expect(catalogue).toEqual(await wanted.catalogue());
    const kinds = new Set(catalogue.map(({ name }) => name.split(' ')[0]));
    expect([...kinds].sort()).toEqual(
      'column constraint function index schema sequence table trigger type'.split(' '),
    );
  });

  it('make functions in which plpgsql_check finds no fault', async () => {
    const { door } = await makeDatabase(MIGRATIONS);
    await providePlpgsqlCheck({ query: door.query, log: silentLog });
    await door.script('create schema checks; create extension plpgsql_check schema checks');
    const checked = await door.query(CHECK);
    expect(checked.filter(({ fault }) => fault !== null)).toEqual([]);
    const [all] = await door.query(ALL);
    expect(new Set(checked.map(({ name }) => name)).size).toBe(all?.['functions']);
  });
});

const OURS = `p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
  and p.prolang = (select oid from pg_language where lanname = 'plpgsql')`;
const ALL = `select count(*)::int as functions from pg_proc p where ${OURS}`;

/** A function of a trigger is checked with each table that it is for, and the rows it is handed. */
const CHECK = `
  select p.oid::regprocedure::text as name, t.tgrelid::regclass::text as on_table,
    c.lineno || ': ' || c.message as fault
  from pg_proc p
  left join pg_trigger t on t.tgfoid = p.oid and not t.tgisinternal
  left join lateral checks.plpgsql_check_function_tb(p.oid, coalesce(t.tgrelid, 0),
    other_warnings => false, extra_warnings => true, performance_warnings => false,
    oldtable => t.tgoldtable, newtable => t.tgnewtable) c on true
  where ${OURS}`;

describe('a database with the older migrations', () => {
  const [baseline] = MIGRATIONS;
  const replaced = baseline?.baseline?.replaces ?? [];

  /** As their last version left it: the same tables under other names in the record. */
  async function setup() {
    const database = await makeDatabase(MIGRATIONS.slice(0, 1));
    const { script } = database.door;
    await script(`delete from supabase_migrations.schema_migrations;
      insert into supabase_migrations.schema_migrations (version, name)
      select unnest('{${replaced.join(',')}}'::text[]), 'older';
      insert into public.leads (phone, name) values ('+12025550100', 'Ada')`);
    const recorded = async () =>
      (await script('select version from supabase_migrations.schema_migrations order by 1')).map(
        (row) => row['version'],
      );
    return { ...database, script, recorded };
  }

  it('goes on with the baseline recorded in their place, and nothing of it is lost', async () => {
    const { door, script, recorded, catalogue } = await setup();
    expect(await recorded()).toHaveLength(54);
    const before = await catalogue();
    expect((await migrate(door, MIGRATIONS.slice(0, 1), silentLog)).applied).toEqual([]);
    expect(await recorded()).toEqual([baseline?.version]);
    expect(await catalogue()).toEqual(before);
    expect(await script('select name from public.leads')).toEqual([{ name: 'Ada' }]);
    expect((await migrate(door, MIGRATIONS, silentLog)).changed).toEqual([]);
  });

  it('may have more than that', async () => {
    const { door, script, recorded } = await setup();
    await script(
      'create table public.invoices (id int); create index mine on public.leads (email)',
    );
    await migrate(door, MIGRATIONS.slice(0, 1), silentLog);
    expect(await recorded()).toEqual([baseline?.version]);
  });

  it('is left as it is, and the start says what helps, where its tables are others', async () => {
    const { door, script, recorded } = await setup();
    await script('drop index public.calls_due; alter table public.leads alter notes set default 1');
    const refused = await migrate(door, MIGRATIONS, silentLog).catch(String);
    expect(refused).toContain('index public.calls_due is missing');
    expect(refused).toContain('column public.leads.notes is another');
    expect(refused).toContain('npm run migrate');
    expect(await recorded()).toEqual(replaced);
  });
});
