import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startDatabase } from '@ringback/embedded/database.ts';
import { silentLog } from '@ringback/embedded/log.ts';
import { readMigrations } from '@ringback/embedded/migrate.ts';
import { type PostgresServer, startPostgresServer } from '@ringback/embedded/postgres-server.ts';
import { providePostgres } from '@ringback/embedded/provide-postgres.ts';
import { fingerprintOf } from '@ringback/embedded/snapshot.ts';
import { TEMPLATE } from '@ringback/testing/test-database.ts';
import postgres from 'postgres';

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/ringback');
const MIGRATIONS = 'supabase/migrations';
const KEPT = 'postgres-template-';
const SERVER = { cacheDir: CACHE, log: silentLog };

/**
 * So many Postgres servers with our tables in a template: every test's database is a copy of it. The
 * first run after a change of the migrations makes it; what follows begins with its files.
 */
export async function startTemplateServers(count: number): Promise<PostgresServer[]> {
  const kept = join(CACHE, `${KEPT}${fingerprint()}`);
  if (count > 0 && !existsSync(kept)) await makeTemplate(kept);
  const begin = () => startPostgresServer({ ...SERVER, beginWith: kept });
  return Promise.all(Array.from({ length: count }, begin));
}

/** Files of another version of Postgres are of no use, either. */
function fingerprint(): string {
  const program = join(providePostgres(SERVER), 'postgres');
  const version = /[\d.]+/.exec(
    spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout,
  )?.[0];
  return `${version}-${fingerprintOf(readMigrations(MIGRATIONS))}`;
}

async function makeTemplate(kept: string): Promise<void> {
  const server = await startPostgresServer(SERVER);
  const admin = postgres(server.url, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${TEMPLATE}`);
  await admin.end();
  const url = new URL(server.url);
  url.pathname = `/${TEMPLATE}`;
  const database = await startDatabase({
    dataDir: null,
    databaseUrl: url.href,
    publishableKey: 'sb_publishable_template',
    secretKey: 'sb_secret_template',
    migrationsDir: MIGRATIONS,
    log: silentLog,
  });
  await database.stop();
  mkdirSync(CACHE, { recursive: true });
  for (const old of readdirSync(CACHE).filter((name) => name.startsWith(KEPT))) {
    rmSync(join(CACHE, old), { recursive: true, force: true });
  }
  const draft = `${kept}-${process.pid}`;
  await server.stop(draft);
  // Another run that started at the same moment may have been quicker; its files are as good.
  if (existsSync(kept)) rmSync(draft, { recursive: true });
  else renameSync(draft, kept);
}
