import { expect, it } from '@jest/globals';
import { parseFlags } from './flags.ts';

it.each([
  [[], { fresh: false, demo: true, providers: 'simulator' }],
  [['--fresh', '--no-demo'], { fresh: true, demo: false, providers: 'simulator' }],
  [['--providers', 'none'], { fresh: false, demo: false, providers: 'none' }],
  [['--providers=none'], { fresh: false, demo: false, providers: 'none' }],
])('%j', (args, flags) => {
  expect(parseFlags(args)).toEqual(flags);
});

it('refuses what it does not know', () => {
  expect(() => parseFlags(['--frehs'])).toThrow('--frehs');
  expect(() => parseFlags(['--providers', 'twilio'])).toThrow('"twilio"');
});
