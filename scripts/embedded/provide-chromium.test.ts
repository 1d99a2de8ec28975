import { expect, it } from '@jest/globals';
import type { Machine } from './machine.ts';
import { provideChromium } from './provide-chromium.ts';

type Given = Partial<Machine> & { has?: string[]; knowsPackages?: boolean; offers?: string[] };

function machineWith(given: Given = {}) {
  const { has = [], knowsPackages = true, offers = ['chromium'], ...rest } = given;
  const path = new Set(has);
  const ran: string[] = [];
  let lists = knowsPackages;
  const machine: Machine = {
    find: (command) => (path.has(command) ? `/bin/${command}` : undefined),
    succeeds(command, ...args) {
      const wanted = args.at(-1) ?? '';
      ran.push([command, args[0], ...(args[0] === 'install' ? [wanted] : [])].join(' '));
      if (args[0] === 'update') lists = true;
      else if (lists && offers.includes(wanted)) path.add(wanted);
      else return false;
      return true;
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
  expect(ran).toEqual([
    'apt-get install chromium-headless-shell',
    'apt-get install chromium',
    'apt-get update',
    'apt-get install chromium-headless-shell',
    'apt-get install chromium',
  ]);
});

it('prefers the one without a window', () => {
  const offers = ['chromium', 'chromium-headless-shell'];
  const { machine, ran } = machineWith({ has: ['apt-get'], offers });
  expect(provideChromium(machine)).toBe('/bin/chromium-headless-shell');
  expect(ran).toEqual(['apt-get install chromium-headless-shell']);
});

it('says how to get one where it may not install', () => {
  const { machine } = machineWith({ has: ['apt-get'], isRoot: false });
  expect(() => provideChromium(machine)).toThrow(/apt-get install chromium/);
});
