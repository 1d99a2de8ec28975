import { expect, it } from '@jest/globals';
import { silentLog } from './log.ts';
import type { Machine } from './machine.ts';
import { providePlpgsqlCheck } from './provide-plpgsql-check.ts';

/** A Postgres 15 and its machine; the package is there, or comes with the right command. */
function setup(given: { isOffered?: boolean; isRoot?: boolean; packages?: string[] }) {
  let isOffered = given.isOffered ?? false;
  const installs: string[] = [];
  const machine: Machine = {
    find: (command) => (command === 'apt-get' ? '/usr/bin/apt-get' : undefined),
    succeeds: (_command, ...args) => {
      const wanted = args.at(-1) ?? '';
      installs.push(args.join(' '));
      if (given.packages?.includes(wanted)) isOffered = true;
      return isOffered;
    },
    list: () => [],
    isExecutable: () => false,
    platform: 'linux',
    isRoot: given.isRoot ?? false,
  };
  const query = async (sql: string) => {
    if (sql.includes('server_version_num')) return [{ major: 15 }];
    return isOffered ? [{}] : [];
  };
  return { provide: () => providePlpgsqlCheck({ query, log: silentLog, machine }), installs };
}

it('installs nothing where the server has it', async () => {
  const { provide, installs } = setup({ isOffered: true, isRoot: true });
  await provide();
  expect(installs).toEqual([]);
});

it('takes the package of the server’s version', async () => {
  const name = 'postgresql-15-plpgsql-check';
  const { provide, installs } = setup({ isRoot: true, packages: [name] });
  await provide();
  expect(installs).toEqual([`install -y ${name}`]);
});

it.each([
  ['nobody may install', setup({})],
  ['there is no such package', setup({ isRoot: true })],
])('says how to get it where %s', async (_what, { provide }) => {
  await expect(provide()).rejects.toThrow(
    /apt-get install postgresql-15-plpgsql-check[\s\S]*plpgsql_check/,
  );
});
