import { expect, it } from '@jest/globals';
import { MOST_ATTEMPTS, nextAttempt } from './next-attempt.ts';

const now = new Date('2026-11-30T12:00:00Z');
const secondsAfter = (attempts: number, askedMs: number | null = null, chance = 0) => {
  const at = nextAttempt({ attempts, askedMs, chance, now });
  return at && (at.getTime() - now.getTime()) / 1_000;
};

it('waits longer after each attempt, and ends after the last one', () => {
  const waits = Array.from({ length: MOST_ATTEMPTS }, (_, index) => secondsAfter(index + 1));
  expect(waits).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, null]);
});

it('gives a receiver the pause that it asks for, up to a day, and never a shorter one', () => {
  expect(secondsAfter(1, 60_000)).toBe(60);
  expect(secondsAfter(2, 1_000)).toBe(300);
  expect(secondsAfter(1, 90 * 86_400_000)).toBe(86_400);
});

it('spreads what failed together', () => {
  expect(secondsAfter(2, null, 1)).toBe(330);
});
