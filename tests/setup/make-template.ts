import { startDatabase } from '../../scripts/embedded/database.ts';
import { silentLog } from '../../scripts/embedded/log.ts';

/**
 * Migrates the empty database whose address it is given. A program of its own: jest loads its global
 * setup as CommonJS, and the server's packages are ES modules alone.
 */
const database = await startDatabase({
  dataDir: null,
  databaseUrl: process.argv[2],
  publishableKey: 'sb_publishable_template',
  secretKey: 'sb_secret_template',
  migrationsDir: 'supabase/migrations',
  log: silentLog,
});
await database.stop();
