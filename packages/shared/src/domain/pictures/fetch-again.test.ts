import { expect, it } from '@jest/globals';
import { NOON_IN_NEW_YORK as NOON } from '../../testing/rows.ts';
import { fetchAgainAt } from './fetch-again.ts';

it('a picture is fetched again soon, then more and more rarely, and not for ever', () => {
  const pauses: number[] = [];
  for (let tries = 1; ; tries += 1) {
    const at = fetchAgainAt(tries, NOON);
    if (at === null) break;
    pauses.push((at.getTime() - NOON.getTime()) / 1_000);
  }
  expect(pauses[0]).toBe(2);
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  const all = pauses.reduce((sum, pause) => sum + pause, 0);
  expect(all).toBeGreaterThan(3_600);
  expect(all).toBeLessThan(3 * 3_600);
});
