import { expect, it } from '@jest/globals';
import { kindOfSender, type SenderKind, usualPace } from './sender-pace.ts';

const SENDERS: readonly (readonly [string, SenderKind, number])[] = [
  ['+12025550190', 'number', 1],
  ['+442071838750', 'number', 1],
  ['+18005550190', 'toll_free', 3],
  ['+18335550190', 'toll_free', 3],
  // 822 is reserved, and abroad the digits mean nothing.
  ['+18225550190', 'number', 1],
  ['+448005550190', 'number', 1],
  ['72345', 'short_code', 100],
  ['723456', 'short_code', 100],
  [`MG${'0'.repeat(32)}`, 'pool', 1],
];

it.each(SENDERS)('%s is a %s and sends %d a second', (sender, kind, pace) => {
  expect(kindOfSender(sender)).toBe(kind);
  expect(usualPace(sender, null)).toBe(pace);
});

it('a setting of the operator applies to every kind', () => {
  expect(SENDERS.map(([sender]) => usualPace(sender, 7))).toEqual(SENDERS.map(() => 7));
});
