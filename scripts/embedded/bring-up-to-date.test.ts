import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { bringUpToDate } from './bring-up-to-date.ts';
import { silentLog } from './log.ts';
import { startPostgresServer } from './postgres-server.ts';

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/ringback');
const keys = () => ({
  supabasePublishableKey: 'sb_publishable_x',
  supabaseSecretKey: 'sb_secret_x',
});

const serving = startPostgresServer({ cacheDir: CACHE, log: silentLog });
afterAll(async () => (await serving).stop());

const folder = () => mkdtempSync(join(tmpdir(), 'up-to-date-'));

function migrations() {
  const dir = folder();
  writeFileSync(join(dir, '20260101000000_notes.sql'), 'create table public.notes (id int);');
  return dir;
}

it('applies what is new to the Postgres that is named, once, and makes no other schema there', async () => {
  const { url: server } = await serving;
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  const name = `empty_${randomBytes(4).toString('hex')}`;
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  const options = {
    databaseUrl: url.href,
    dataDir: folder(),
    migrationsDir: migrations(),
    keys,
    log: silentLog,
  };

  expect(await bringUpToDate(options)).toEqual({ applied: ['20260101000000_notes'], changed: [] });
  expect(await bringUpToDate(options)).toEqual({ applied: [], changed: [] });
  const sql = postgres(url.href, { max: 1 });
  const schemas = await sql`select schema_name from information_schema.schemata
    where schema_name not like 'pg_%' order by schema_name`;
  const tables = await sql`select tablename from pg_tables where schemaname = 'public'`;
  await sql.end();
  expect(schemas.map((row) => row['schema_name'])).toEqual([
    'information_schema',
    'public',
    'supabase_migrations',
  ]);
  expect(tables.map((row) => row['tablename'])).toEqual(['notes']);
});
