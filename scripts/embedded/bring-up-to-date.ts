import { startDatabase } from './database.ts';
import type { Keys } from './keys.ts';
import type { Log } from './log.ts';
import { type Migrated, migrate, readMigrations } from './migrate.ts';
import { openPostgres } from './open-postgres.ts';

type Options = {
  databaseUrl: string | undefined;
  /** The embedded Postgres, where no other is named. */
  dataDir: string;
  migrationsDir: string;
  keys: () => Pick<Keys, 'supabasePublishableKey' | 'supabaseSecretKey'>;
  log: Log;
};

/** Applies what is new, and nothing else: a Supabase project has its own server and its own schemas. */
export async function bringUpToDate(options: Options): Promise<Migrated> {
  const { databaseUrl, dataDir, migrationsDir, log } = options;
  if (databaseUrl !== undefined) {
    const postgres = await openPostgres(databaseUrl);
    try {
      return await postgres.alone(() => migrate(postgres.door, readMigrations(migrationsDir), log));
    } finally {
      await postgres.close();
    }
  }
  const { supabasePublishableKey: publishableKey, supabaseSecretKey: secretKey } = options.keys();
  const database = await startDatabase({ dataDir, migrationsDir, publishableKey, secretKey, log });
  await database.stop();
  const { applied, changed } = database;
  return { applied, changed };
}
