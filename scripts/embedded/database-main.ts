import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startDatabase } from './database.ts';
import type { Log } from './log.ts';

/** The embedded database as a process of its own; `--migrate-only` ends when the tables are up to date. */
const { env } = process;
const root = join(import.meta.dirname, '../..');
/** `npm run build` puts the migrations beside the program, and the embedded Postgres not at all. */
const besideProgram = join(import.meta.dirname, 'migrations');
const isBuilt = existsSync(besideProgram);
const migrateOnly = process.argv.includes('--migrate-only');

const log: Log = {
  info: (facts, message) => write('info', facts, message),
  warn: (facts, message) => write('warn', facts, message),
};

const publishableKey = needed('SUPABASE_PUBLISHABLE_KEY', 'sb_publishable_…');
const secretKey = needed('SUPABASE_SECRET_KEY', 'sb_secret_…');
if (isBuilt) needed('DATABASE_URL', 'postgres://…');

const database = await startDatabase({
  dataDir: env['DATABASE_DIR'] ?? join(root, '.data/db'),
  databaseUrl: env['DATABASE_URL'] || undefined,
  ...(migrateOnly ? {} : { port: Number(env['PORT'] ?? 54321), host: env['HOST'] || undefined }),
  publishableKey,
  secretKey,
  migrationsDir:
    env['MIGRATIONS_DIR'] ?? (isBuilt ? besideProgram : join(root, 'supabase/migrations')),
  // Only who asks for it: a seed is made for a world of pretence.
  seedFile: env['SEED_FILE'] || undefined,
  log,
});

const { url, applied, changed, seeded } = database;
log.info({ url, applied, seeded }, migrateOnly ? 'migrated' : 'started');

if (migrateOnly) {
  await database.stop();
} else {
  process.send?.({ ready: true, url, applied, changed, seeded });
  await nextSignal();
  await database.stop();
  log.info({}, 'stopped');
  process.exit(0);
}

function needed(name: string, example: string): string {
  const value = env[name];
  if (value) return value;
  console.error(`The database needs ${name} (for example ${example}); it is not set.`);
  process.exit(78);
}

function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

function write(level: string, facts: object, message: string): void {
  const line = { level, time: new Date().toISOString(), service: 'database', ...facts };
  process.stdout.write(`${JSON.stringify({ ...line, msg: message })}\n`);
}
