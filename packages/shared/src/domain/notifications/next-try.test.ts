import { expect, it } from '@jest/globals';
import { nextTry } from './next-try.ts';

it('waits longer after each failed attempt, and ends after the fifth', () => {
  const now = new Date('2026-11-30T12:00:00Z');
  const seconds = [1, 2, 3, 4, 5].map((attempts) => {
    const at = nextTry(attempts, now);
    return at && (at.getTime() - now.getTime()) / 1_000;
  });
  expect(seconds).toEqual([30, 120, 600, 1_800, null]);
});
