import { join } from 'node:path';
import { bringUpToDate } from './bring-up-to-date.ts';
import { loadKeys } from './keys.ts';
import type { Log } from './log.ts';
import { claimDataFolder } from './one-at-a-time.ts';

/** `npm run migrate`: the tables of the Postgres at DATABASE_URL, else of what `npm start` keeps. */
const root = join(import.meta.dirname, '../..');
const dataDir = join(root, '.data');
const databaseUrl = process.env['DATABASE_URL'] || undefined;

const log: Log = {
  info: (facts, message) => say(`  ${message} ${JSON.stringify(facts)}`),
  warn: (facts, message) => say(`! ${message} ${JSON.stringify(facts)}`),
};

let letGo = () => {};
try {
  // One process at a time has the embedded Postgres; a server takes care of itself.
  if (databaseUrl === undefined) letGo = await claimDataFolder(dataDir);
  const { applied, changed } = await bringUpToDate({
    databaseUrl,
    dataDir: join(dataDir, 'db'),
    migrationsDir: join(root, 'supabase/migrations'),
    keys: () => loadKeys(join(dataDir, 'keys.json')),
    log,
  });
  const where = databaseUrl === undefined ? 'in .data/db' : 'at DATABASE_URL';
  say(
    applied.length === 0
      ? `The tables ${where} are up to date.`
      : `${applied.length} migrations applied ${where}.`,
  );
  if (changed.length > 0) {
    say('A migration that was applied keeps its old form: only new files change such a database.');
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  letGo();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
