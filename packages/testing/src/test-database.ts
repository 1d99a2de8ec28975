import { randomBytes } from 'node:crypto';
import { type Database, type DatabaseOptions, startDatabase } from '@ringback/embedded/database.ts';
import { JSON_TYPES } from '@ringback/embedded/json-types.ts';
import { silentLog } from '@ringback/embedded/log.ts';
import { rowsOf } from '@ringback/embedded/open-postgres.ts';
import { TIMESTAMP_TYPES } from '@ringback/embedded/timestamps.ts';
import postgres from 'postgres';

/** What the embedded Postgres gives for these, too: ids and counts as numbers. */
const BIGINT = { to: 20, from: [20], serialize: String, parse: Number };
const WIRE_TYPES = { ...TIMESTAMP_TYPES, ...JSON_TYPES, bigint: BIGINT };

/** Where the template of every test's database is, as global-setup.ts has left it. */
export const TEMPLATE = 'ringback_template';

/** Older servers know no other way than this one, and no word for it. */
async function cheapest(admin: postgres.Sql): Promise<string> {
  const [row] = await admin<{ version: number }[]>`
    select current_setting('server_version_num')::int as version`;
  return (row?.version ?? 0) >= 150_000 ? 'strategy file_copy' : '';
}

/**
 * A migrated database for one test: a copy of the template on the run's Postgres server, or, with
 * TEST_DATABASE=embedded, a Postgres inside this process. Gone when it is stopped.
 */
export async function startTestDatabase(
  options: Pick<DatabaseOptions, 'publishableKey' | 'secretKey' | 'port' | 'seedFile'>,
  kind: 'as asked' | 'embedded' = 'as asked',
): Promise<Database> {
  const common = {
    dataDir: null,
    migrationsDir: 'supabase/migrations',
    log: silentLog,
    ...options,
  };
  // biome-ignore lint/style/noProcessEnv: jest numbers its workers from one
  const worker = process.env['JEST_WORKER_ID'] ?? '1';
  // biome-ignore lint/style/noProcessEnv: left by the global setup for its workers
  const server = process.env[`TEST_POSTGRES_URL_${worker}`];
  if (!server || kind === 'embedded') return startDatabase(common);

  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name} template ${TEMPLATE} ${await cheapest(admin)}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await startDatabase({ ...common, databaseUrl: url.href, isCopy: true });
  // A connection of its own: a test may begin a transaction in one script and end it in the next.
  const owner = postgres(url.href, { max: 1, types: WIRE_TYPES, onnotice: () => undefined });
  return {
    ...database,
    exec: async (script) => rowsOf(await owner.unsafe(script)),
    async stop() {
      await owner.end();
      await database.stop();
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
