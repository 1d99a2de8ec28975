import { chmodSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import type { Machine } from './machine.ts';
import { providePromtool } from './provide-promtool.ts';

type Given = Partial<Machine> & {
  has?: string[];
  /** Whether the package lists are there from the start. */
  knowsPackages?: boolean;
  brews?: boolean;
};

function setup({ has = [], knowsPackages = true, brews = false, ...rest }: Given = {}) {
  const cacheDir = mkdtempSync(join(tmpdir(), 'promtool-test-'));
  const path = new Set(has);
  const ran: string[] = [];
  let lists = knowsPackages;
  const machine: Machine = {
    find: (command) => (path.has(command) ? `/bin/${command}` : undefined),
    succeeds(command, ...args) {
      ran.push(command === 'sh' ? 'fetch' : [command, ...args].join(' '));
      if (command === 'brew') {
        if (brews) path.add('promtool');
        return brews;
      }
      if (args[0] === 'update') {
        lists = true;
        return true;
      }
      if (!lists) return false;
      const folder = join(args.at(-1) ?? '', 'usr/bin');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'promtool'), '#!/bin/sh\n');
      chmodSync(join(folder, 'promtool'), 0o755);
      return true;
    },
    list: () => [],
    isExecutable: () => false,
    platform: 'linux',
    isRoot: false,
    ...rest,
  };
  return { cacheDir, ran, provide: () => providePromtool({ cacheDir, machine }) };
}

const DEBIAN = ['apt-get', 'dpkg-deb'];

it('takes the one on the path and fetches nothing', () => {
  const { provide, ran } = setup({ has: [...DEBIAN, 'promtool'] });
  expect([provide(), ran]).toEqual(['/bin/promtool', []]);
});

it('fetches it once on Debian, without being root, and leaves nothing else behind', () => {
  const { provide, ran, cacheDir } = setup({ has: DEBIAN });
  expect([provide(), provide()]).toEqual([join(cacheDir, 'promtool'), join(cacheDir, 'promtool')]);
  expect([ran, readdirSync(cacheDir)]).toEqual([['fetch'], ['promtool']]);
});

it('asks a fresh Debian image for its package lists first', () => {
  const { provide, ran } = setup({ has: DEBIAN, knowsPackages: false, isRoot: true });
  provide();
  expect(ran).toEqual(['fetch', 'apt-get update', 'fetch']);
});

it('lets Homebrew install it', () => {
  const { provide } = setup({ has: ['brew'], platform: 'darwin', brews: true });
  expect(provide()).toBe('/bin/promtool');
});

it.each([
  ['a Debian without a network', setup({ has: DEBIAN, knowsPackages: false })],
  ['a Mac without a network', setup({ has: ['brew'], platform: 'darwin' })],
  ['another Linux', setup()],
])('says on %s how to get one', (_, { provide }) => {
  expect(provide).toThrow(/apt-get[\s\S]*brew[\s\S]*prometheus\.io/);
});
