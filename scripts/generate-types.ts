import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMigrations } from '@ringback/embedded/migrate.ts';
import postgres from 'postgres';
import { migrationsStamp } from './migrations-stamp.ts';

/**
 * Writes packages/shared/src/db/database.types.ts from the migrations: they are applied to a
 * scratch database on the Postgres at DATABASE_URL, and the Supabase CLI describes what it finds.
 */
const server = process.env['DATABASE_URL'];
if (!server) {
  throw new Error(
    'Set DATABASE_URL to a Postgres on which a scratch database may be made, such as postgresql://postgres@127.0.0.1:5432/postgres',
  );
}
const CLI = 'supabase@3.1.0';
const name = `ringback_types_${process.pid}`;
const admin = postgres(server, { max: 1, onnotice: () => {} });
await admin.unsafe(`create database ${name}`);
const scratchUrl = new URL(server);
scratchUrl.pathname = `/${name}`;
const folder = mkdtempSync(join(tmpdir(), 'ringback-types-'));
try {
  const scratch = postgres(scratchUrl.href, { max: 1, onnotice: () => {} });
  for (const role of ['anon', 'authenticated', 'service_role']) {
    await scratch.unsafe(
      `do $$ begin create role ${role}; exception when duplicate_object then null; end $$`,
    );
  }
  for (const { sql } of readMigrations('supabase/migrations')) await scratch.unsafe(sql);
  await scratch.end();

  const args = ['--yes', CLI, 'gen', 'types', 'typescript', `--remote=${scratchUrl.href}`];
  const output = execFileSync('npx', [...args, '--schema', 'public'], {
    encoding: 'utf8',
    maxBuffer: 10_000_000,
    cwd: folder,
  });
  const body = output.slice(output.indexOf('export type Json'));
  const header = `// Made by "npm run types" from the migrations. Do not edit.\n// migrations: ${migrationsStamp()}\n`;
  const target = 'packages/shared/src/db/database.types.ts';
  const before = readFileSync(target, 'utf8');
  writeFileSync(target, header + body);
  const newest = readMigrations('supabase/migrations').at(-1)?.version;
  writeFileSync(
    'packages/shared/src/db/newest-migration.ts',
    `/** Made by "npm run types" from the migrations: the newest that this code was written for. */\nexport const NEWEST_MIGRATION = '${newest}';\n`,
  );
  console.log(before === header + body ? 'types are up to date' : 'types written');
} finally {
  await admin.unsafe(`drop database ${name} with (force)`);
  await admin.end();
  rmSync(folder, { recursive: true });
}
