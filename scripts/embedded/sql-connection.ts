/** A transaction on whichever Postgres is below: text in, rows of the last statement out. */
export type SqlRow = Record<string, unknown>;

export type SqlConnection = {
  /** Runs one statement with parameters. */
  query(sql: string, parameters?: readonly unknown[]): Promise<SqlRow[]>;
  /** Runs a text of any number of statements; the rows of the last one. */
  script(sql: string): Promise<SqlRow[]>;
  /** All or nothing, on one connection. */
  transaction<T>(work: (db: Omit<SqlConnection, 'transaction'>) => Promise<T>): Promise<T>;
};
