import { startDatabase } from '@ringback/embedded/database.ts';
import { silentLog } from '@ringback/embedded/log.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { createOurNumbers } from '@ringback/shared/db/our-numbers.ts';
import { SECRETS } from '@ringback/testing/system-settings.ts';
import postgres from 'postgres';

/**
 * A database for one bench: a scratch one on the Postgres at `server`, which is dropped again, or
 * the embedded one without a server. `port` 0 serves it over HTTP as well.
 */
export async function openScratchDatabase(server: string | undefined, port?: number) {
  const name = `ringback_bench_${process.pid}`;
  const admin = server ? postgres(server, { max: 1, onnotice: () => undefined }) : null;
  await admin?.unsafe(`create database ${name}`);
  const scratch = server ? new URL(server) : null;
  if (scratch) scratch.pathname = `/${name}`;
  const database = await startDatabase({
    dataDir: null,
    databaseUrl: scratch?.href,
    port,
    publishableKey: 'sb_publishable_of_a_bench',
    secretKey: SECRETS.secretKey,
    migrationsDir: 'supabase/migrations',
    log: silentLog,
  });
  const db = connectDb({
    url: database.url,
    secretKey: SECRETS.secretKey,
    fetch: database.fetch,
    timeoutMs: 120_000,
  });
  await createOurNumbers(db).carriedBy({ carrier: 'twilio', voice: 'openai' }, new Date());
  return {
    ...database,
    db,
    kind: server ? ('postgres' as const) : ('embedded' as const),
    /** Where it is, for who wants a connection of its own; empty for the embedded one. */
    address: scratch?.href ?? '',
    async stop() {
      await database.stop();
      await admin?.unsafe(`drop database ${name} with (force)`);
      await admin?.end();
    },
  };
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
