import { JSON_TYPES } from './json-types.ts';
import { keepGrants } from './keep-grants.ts';
import { loadLite } from './load-lite.ts';
import { speakLikePostgrest } from './postgrest-errors.ts';
import type { SqlConnection, SqlRow } from './sql-connection.ts';
import { TIMESTAMP_TYPES } from './timestamps.ts';

/** A number of our own for the lock; another than the one that each migration takes. */
const SETTING_UP = 727_006;

const ABANDONED_MS = 10_000;
/** How long running statements may take when we close. */
const LEAVING_S = 5;

/** A Postgres that runs elsewhere; every request has its own connection out of a pool. */
export async function openPostgres(databaseUrl: string) {
  const { createPostgresConnection } = await loadLite();
  const connection = createPostgresConnection({
    url: databaseUrl,
    postgresOptions: {
      types: { ...TIMESTAMP_TYPES, ...JSON_TYPES },
      onnotice: () => undefined,
      // A client that left in the middle of a transaction must not hold its locks forever.
      connection: { idle_in_transaction_session_timeout: ABANDONED_MS },
    },
  });
  const { driver } = connection;
  speakLikePostgrest(connection);
  keepGrants(connection);

  const db: SqlConnection = {
    query: async (sql, parameters = []) => rowsOf(await driver.unsafe(sql, asText(parameters))),
    script: async (sql) => rowsOf(await driver.unsafe(sql)),
    transaction: async (work) => {
      const held = await driver.reserve();
      try {
        await held.unsafe('begin');
        const result = await work({
          query: async (sql, parameters = []) => rowsOf(await held.unsafe(sql, asText(parameters))),
          script: async (sql) => rowsOf(await held.unsafe(sql)),
        });
        await held.unsafe('commit');
        return result;
      } catch (error) {
        await held.unsafe('rollback');
        throw error;
      } finally {
        held.release();
      }
    },
  };

  return {
    connection,
    db,
    inTurn: <T>(work: () => Promise<T>) => work(),
    /** Of several servers that start at once, one at a time sets up the tables. */
    async alone<T>(work: () => Promise<T>): Promise<T> {
      const held = await driver.reserve();
      try {
        await held.unsafe(`select pg_advisory_lock(${SETTING_UP})`);
        return await work();
      } finally {
        await held.unsafe(`select pg_advisory_unlock(${SETTING_UP})`);
        held.release();
      }
    },
    async close() {
      // A statement that waits for a lock would be waited for without end.
      await driver.end({ timeout: LEAVING_S });
      await connection.close();
    },
  };
}

function asText(parameters: readonly unknown[]): string[] {
  return parameters.map(String);
}

/** Several statements answer with an array of results, one with its rows. */
export function rowsOf(result: unknown): SqlRow[] {
  if (!Array.isArray(result)) return [];
  const last: unknown = result.at(-1);
  return Array.isArray(last) ? last : [...result];
}
