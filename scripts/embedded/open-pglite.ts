import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { keepGrants } from './keep-grants.ts';
import { loadLite } from './load-lite.ts';
import { speakLikePostgrest } from './postgrest-errors.ts';
import { createSerial } from './serial.ts';
import type { SqlConnection, SqlRow } from './sql-connection.ts';
import { TIMESTAMP_PARSERS } from './timestamps.ts';

type Options = {
  /** A plain folder; null keeps everything in memory. */
  dataDir: string | null;
  /** The contents of a whole data folder, to begin with instead of nothing. */
  snapshot?: Blob;
};

/** Postgres inside this process. */
export async function openPglite({ dataDir, snapshot }: Options) {
  const { createPgliteConnection } = await loadLite();
  const connection = await createPgliteConnection({
    ...(dataDir === null ? {} : { url: dataDir }),
    pgliteOptions: {
      parsers: TIMESTAMP_PARSERS,
      // Handed over at each start, or a folder or snapshot whose tables use it could not be opened.
      extensions: { pg_trgm },
      ...(snapshot === undefined ? {} : { loadDataDir: snapshot }),
    },
  });
  const { driver } = connection;
  speakLikePostgrest(connection);
  keepGrants(connection);
  await driver.waitReady;

  /**
   * PGlite is one session. Two requests whose BEGINs interleave would share one transaction and
   * one role: one's failure undoes the other's acknowledged write. So each has it to itself.
   */
  const inTurn = createSerial();

  const db: SqlConnection = {
    query: (sql, parameters = []) =>
      inTurn(async () => (await driver.query<SqlRow>(sql, [...parameters])).rows),
    script: (sql) => inTurn(async () => lastRows(await driver.exec(sql))),
    transaction: (work) =>
      inTurn(() =>
        driver.transaction((tx) =>
          work({
            query: async (sql, parameters = []) =>
              (await tx.query<SqlRow>(sql, [...parameters])).rows,
            script: async (sql) => lastRows(await tx.exec(sql)),
          }),
        ),
      ),
  };

  return {
    connection,
    db,
    inTurn,
    alone: <T>(work: () => Promise<T>) => work(),
    snapshot: (): Promise<Blob> => driver.dumpDataDir('none'),
    close: () => connection.close(),
  };
}

function lastRows(results: { rows: Record<string, unknown>[] }[]): SqlRow[] {
  return results.at(-1)?.rows ?? [];
}
