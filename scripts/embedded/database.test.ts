import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createClient } from '@supabase/supabase-js';
import { bringUpToDate } from './bring-up-to-date.ts';
import { startDatabase } from './database.ts';
import { silentLog } from './log.ts';

// A database that begins from nothing takes seconds to make its catalogue.
jest.setTimeout(180_000);

const KEYS = { publishableKey: 'sb_publishable_test', secretKey: 'sb_secret_test' };

const TABLES = `
create table public.notes (id int primary key, body text not null, at timestamptz not null);
alter table public.notes enable row level security;
alter table public.notes force row level security;
revoke delete on public.notes from service_role;`;

const FUNCTIONS = `
create function public.add_note(p_id int, p_body text) returns int
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.notes values (p_id, p_body, '2026-11-20 12:00:00.5+00');
  if p_body = 'bad;' then raise exception 'bad note'; end if;
  return p_id;
end $$;
revoke all on function public.add_note from public, anon, authenticated;
grant execute on function public.add_note to service_role;
create function public.who_am_i() returns text language sql as $$ select current_user::text $$;`;

function writeMigrations(files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'migrations-'));
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(dir, name), sql);
  return dir;
}

function emptyFolder(): string {
  return join(mkdtempSync(join(tmpdir(), 'database-')), 'db');
}

/** A folder with a database that has the tables and was stopped: to begin from nothing takes long. */
const begun = { dataDir: emptyFolder(), applied: [] as string[] };
beforeAll(async () => {
  const migrationsDir = writeMigrations({ '20260101000000_tables.sql': TABLES });
  const { dataDir } = begun;
  const database = await startDatabase({ dataDir, ...KEYS, migrationsDir, log: silentLog });
  begun.applied = database.applied;
  await database.stop();
});

function copyOfBegun(): string {
  const dataDir = emptyFolder();
  cpSync(begun.dataDir, dataDir, { recursive: true });
  return dataDir;
}

async function setup() {
  const migrationsDir = writeMigrations({
    '20260101000000_tables.sql': TABLES,
    '20260101000100_functions.sql': FUNCTIONS,
  });
  const database = await startDatabase({ dataDir: null, ...KEYS, migrationsDir, log: silentLog });
  const options = { global: { fetch: database.fetch } };
  return {
    database,
    service: createClient(database.url, KEYS.secretKey, options),
    anon: createClient(database.url, KEYS.publishableKey, options),
  };
}

/** One for all that only ask it something: each finds its table empty. */
let world: Awaited<ReturnType<typeof setup>>;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.database.stop());

describe('requests to the embedded database', () => {
  beforeEach(() => world.database.exec('delete from public.notes'));

  it('lets the service call functions and read what they wrote, with times as PostgREST writes them', async () => {
    const { service } = world;
    expect((await service.rpc('add_note', { p_id: 1, p_body: 'hello' })).data).toBe(1);
    const { data } = await service.from('notes').select();
    expect(data).toEqual([{ id: 1, body: 'hello', at: '2026-11-20T12:00:00.5+00:00' }]);
  });

  it('refuses a visitor rows, writes and functions, and a request without a key altogether', async () => {
    const { database, service, anon } = world;
    await service.rpc('add_note', { p_id: 1, p_body: 'secret' });
    expect((await anon.from('notes').select()).data).toEqual([]);
    expect((await anon.rpc('add_note', { p_id: 2, p_body: 'x' })).error?.code).toBe('42501');
    const insert = await anon.from('notes').insert({ id: 3, body: 'x', at: '2026-01-01' });
    expect(insert.error?.code).toBe('42501');
    // What a migration takes from the service stays taken.
    expect((await service.from('notes').delete().eq('id', 1)).error?.code).toBe('42501');
    const keyless = await database.fetch('http://127.0.0.1/rest/v1/notes');
    expect(keyless.status).toBe(401);
  });

  it('answers an error raised in SQL as PostgREST does', async () => {
    const { service } = world;
    const { error, status } = await service.rpc('add_note', { p_id: 1, p_body: 'bad;' });
    expect([status, error?.code, error?.message]).toEqual([400, 'P0001', 'bad note']);
  });

  it('keeps requests that run at once apart: roles do not leak, one failure undoes no other', async () => {
    const { service, anon } = world;
    const ids = Array.from({ length: 20 }, (_, i) => i);
    const answers = await Promise.all(
      ids.map(async (id) => {
        const [good, bad, role] = await Promise.all([
          service.rpc('add_note', { p_id: id, p_body: 'good' }),
          service.rpc('add_note', { p_id: 1000 + id, p_body: 'bad;' }),
          anon.rpc('who_am_i'),
        ]);
        return [good.data, bad.error?.code, role.data];
      }),
    );
    expect(answers).toEqual(ids.map((id) => [id, 'P0001', 'anon']));
    const { data } = await service.from('notes').select('id').order('id');
    expect(data).toEqual(ids.map((id) => ({ id })));
  });
});

describe('the embedded database', () => {
  it('begins each time in memory with the same empty tables', async () => {
    await world.service.rpc('add_note', { p_id: 1, p_body: 'x' });
    const migrationsDir = writeMigrations({ '20260101000000_tables.sql': TABLES });
    const second = await setup();
    expect((await second.service.from('notes').select()).data).toEqual([]);
    await second.database.stop();
    const other = await startDatabase({ dataDir: null, ...KEYS, migrationsDir, log: silentLog });
    expect(await other.exec(`select proname from pg_proc where proname = 'add_note'`)).toEqual([]);
    await other.stop();
  });

  it('records migrations as the Supabase CLI does and applies each one once', async () => {
    const migrationsDir = writeMigrations({
      '20260101000000_tables.sql': TABLES,
      '20260101000100_functions.sql': FUNCTIONS,
    });
    const options = { dataDir: copyOfBegun(), ...KEYS, migrationsDir, log: silentLog };
    const second = await startDatabase(options);
    expect(begun.applied).toEqual(['20260101000000_tables']);
    expect(second.applied).toEqual(['20260101000100_functions']);
    expect(second.changed).toEqual([]);
    const rows = await second.exec(
      `select version, name, cardinality(statements) as statements
       from supabase_migrations.schema_migrations order by version`,
    );
    expect(rows).toEqual([
      { version: '20260101000000', name: 'tables', statements: 4 },
      { version: '20260101000100', name: 'functions', statements: 4 },
    ]);
    await second.stop();
  });

  it('is brought up to date without being served, once', async () => {
    const options = {
      databaseUrl: undefined,
      dataDir: copyOfBegun(),
      migrationsDir: writeMigrations({
        '20260101000000_tables.sql': TABLES,
        '20260101000100_functions.sql': FUNCTIONS,
      }),
      keys: () => ({
        supabasePublishableKey: KEYS.publishableKey,
        supabaseSecretKey: KEYS.secretKey,
      }),
      log: silentLog,
    };
    const applied = ['20260101000100_functions'];
    expect(await bringUpToDate(options)).toEqual({ applied, changed: [] });
    expect(await bringUpToDate(options)).toEqual({ applied: [], changed: [] });
  });

  it('reports a migration whose file was changed after it was applied', async () => {
    const file = '20260101000000_tables.sql';
    const migrationsDir = writeMigrations({
      [file]: `${TABLES} create table public.more (id int);`,
    });
    const options = { dataDir: copyOfBegun(), ...KEYS, migrationsDir, log: silentLog };
    const second = await startDatabase(options);
    expect(second).toMatchObject({ applied: [], changed: ['20260101000000_tables'] });
    await second.stop();
  });

  it('leaves nothing of a migration that fails, and says which one it was', async () => {
    const broken = `create table public.half (id int); select nonsense;`;
    const migrationsDir = writeMigrations({ '20260101000100_broken.sql': broken });
    const options = { dataDir: copyOfBegun(), ...KEYS, migrationsDir, log: silentLog };
    await expect(startDatabase(options)).rejects.toThrow('Migration 20260101000100_broken failed');
    const fixed = await startDatabase({ ...options, migrationsDir: writeMigrations({}) });
    expect(await fixed.exec(`select 1 from pg_tables where tablename = 'half'`)).toEqual([]);
    await fixed.stop();
  });

  it('has every acknowledged row after a kill -9', async () => {
    const dataDir = copyOfBegun();
    const migrationsDir = writeMigrations({
      '20260101000000_tables.sql': TABLES,
      '20260101000100_functions.sql': FUNCTIONS,
    });
    const child = fork(join(import.meta.dirname, 'database-main.ts'), {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        DATABASE_DIR: dataDir,
        MIGRATIONS_DIR: migrationsDir,
        PORT: '0',
        SUPABASE_PUBLISHABLE_KEY: KEYS.publishableKey,
        SUPABASE_SECRET_KEY: KEYS.secretKey,
      },
    });
    const [{ url }] = await once(child, 'message');
    const service = createClient(url, KEYS.secretKey);
    const acknowledged: number[] = [];
    for (let id = 0; id < 25; id += 1) {
      const { data } = await service.rpc('add_note', { p_id: id, p_body: 'x' });
      acknowledged.push(data);
    }
    const unanswered = service.rpc('add_note', { p_id: 99, p_body: 'x' }).then(() => undefined);
    child.kill('SIGKILL');
    await Promise.all([once(child, 'exit'), unanswered]);

    const after = await startDatabase({ dataDir, ...KEYS, migrationsDir, log: silentLog });
    const rows = await after.exec('select id from public.notes where id < 99 order by id');
    expect(rows.map(({ id }) => id)).toEqual(acknowledged);
    expect(after.applied).toEqual([]);
    await after.stop();
  });
});
