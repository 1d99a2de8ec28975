import { expect, it } from '@jest/globals';
import type { Machine } from './machine.ts';
import { provideChromium } from './provide-chromium.ts';

function machineWith(given: Partial<Machine> & { has?: string[]; knowsPackages?: boolean } = {}) {
  const { has = [], knowsPackages = true, ...rest } = given;
  const path = new Set(has);
  const ran: string[] = [];
  let lists = knowsPackages;
  const machine: Machine = {
    find: (command) => (path.has(command) ? `/bin/${command}` : undefined),
    succeeds(command, ...args) {
      ran.push([command, args[0]].join(' '));
      if (args[0] === 'update') lists = true;
      else if (lists) path.add('chromium');
      return lists;
    },
    list: () => [],
    isExecutable: () => false,
    platform: 'linux',
    isRoot: true,
    ...rest,
  };
  return { machine, ran };
}

it('takes the browser that is there and installs nothing', () => {
  const { machine, ran } = machineWith({ has: ['apt-get', 'google-chrome'] });
  expect([provideChromium(machine), ran]).toEqual(['/bin/google-chrome', []]);
});

it('installs one on a fresh image, which knows no packages before its first update', () => {
  const { machine, ran } = machineWith({ has: ['apt-get'], knowsPackages: false });
  expect(provideChromium(machine)).toBe('/bin/chromium');
  expect(ran).toEqual(['apt-get install', 'apt-get update', 'apt-get install']);
});

it('says how to get one where it may not install', () => {
  const { machine } = machineWith({ has: ['apt-get'], isRoot: false });
  expect(() => provideChromium(machine)).toThrow(/apt-get install chromium/);
});
