import type { Log } from './log.ts';
import { type Machine, thisMachine } from './machine.ts';
import type { SqlConnection } from './sql-connection.ts';

type Options = {
  /** Asks the server that is to have it. */
  query: SqlConnection['query'];
  log: Log;
  machine?: Machine;
};

/**
 * Sees to it that a Postgres of this machine offers the extension plpgsql_check: it has it, or gets it
 * by a system package that installs without a question. Throws with the ways to get it.
 */
export async function providePlpgsqlCheck(options: Options): Promise<void> {
  const { query, log, machine = thisMachine() } = options;
  const isOffered = async () =>
    (await query(`select 1 from pg_available_extensions where name = 'plpgsql_check'`)).length > 0;
  if (await isOffered()) return;
  const [server] = await query(
    `select current_setting('server_version_num')::int / 10000 as major`,
  );
  const name = `postgresql-${server?.['major']}-plpgsql-check`;
  if (machine.platform === 'linux' && machine.isRoot && machine.find('apt-get')) {
    log.info({ with: 'apt-get' }, 'installing plpgsql_check');
    // A fresh image knows no packages before its first update.
    if (!machine.succeeds('apt-get', 'install', '-y', name)) {
      machine.succeeds('apt-get', 'update');
      machine.succeeds('apt-get', 'install', '-y', name);
    }
    if (await isOffered()) return;
  }
  throw new Error(
    [
      'The tests need the extension plpgsql_check, and the Postgres of this machine has none. Either helps:',
      `  1. Debian or Ubuntu, where Postgres is a package of theirs:  apt-get install ${name}`,
      '  2. elsewhere: build it from github.com/okbob/plpgsql_check with the pg_config of that Postgres',
    ].join('\n'),
  );
}
