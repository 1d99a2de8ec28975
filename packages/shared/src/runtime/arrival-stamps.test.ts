import { expect, it } from '@jest/globals';
import { createArrivalStamps, stampAt } from './arrival-stamps.ts';

const NOON = new Date('2026-11-20T17:00:00Z');

it('stamps of one process sort by time as text, also within a millisecond', () => {
  const stamp = createArrivalStamps(() => NOON);
  const stamps = Array.from({ length: 3_000 }, stamp);
  expect(stamps[0]).toBe('2026-11-20T17:00:00.000000Z');
  expect(new Set(stamps).size).toBe(3_000);
  expect([...stamps].sort()).toEqual(stamps);
});

it('a clock that is set back does not change the order', () => {
  const times = [NOON, new Date(NOON.getTime() - 60_000)];
  const stamp = createArrivalStamps(() => times.shift() ?? NOON);
  const [before, after] = [stamp(), stamp()];
  expect(before < after).toBe(true);
});

it('a moment without a stamp has the same format', () => {
  expect(stampAt(new Date('2026-11-20T17:00:00.120Z'))).toBe('2026-11-20T17:00:00.120000Z');
});
