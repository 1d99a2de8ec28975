/**
 * A Postgres on which a proof may make databases: the one at DATABASE_URL, else the one that the
 * run's setup has started.
 */
export function proofServer(): string {
  // biome-ignore lint/style/noProcessEnv: left by the global setup, or asked for by who runs the proof
  const server = process.env['DATABASE_URL'] ?? process.env['TEST_POSTGRES_URL_1'];
  if (server === undefined) throw new Error('Set DATABASE_URL to a Postgres server.');
  return server;
}
