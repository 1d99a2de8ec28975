import { checkDatabase } from '@ringback/shared/db/check-database.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { nudgeAfterWrites } from '@ringback/shared/queue/announcer.ts';
import type { Config } from '../config.ts';
import { guardDatabase } from './guard-database.ts';

type Deps = {
  database: Config['database'];
  /** The network to the database. */
  fetch: typeof fetch;
  onWrite: () => void;
};

const DATABASE_MS = 5_000;
const PROBE_MS = 2_000;

/** The connections to the database behind one guard: in an outage every caller fails at once. */
export function connectGuarded({ database, fetch, onWrite }: Deps) {
  const connect = (through: typeof fetch, timeoutMs: number) =>
    connectDb({ ...database, fetch: through, timeoutMs });
  const guard = guardDatabase({
    fetch,
    probe: (base) => checkDatabase(connect(base, PROBE_MS)),
  });
  return {
    db: connect(nudgeAfterWrites(guard.fetch, onWrite), DATABASE_MS),
    /** Writes on this connection do not notify the live log. */
    quietDb: connect(guard.fetch, DATABASE_MS),
    stop: guard.stop,
  };
}
