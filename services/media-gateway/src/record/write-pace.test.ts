import { describe, expect, it } from '@jest/globals';
import { AT_REST, msUntilRound, paceAfter } from './write-pace.ts';

describe('the pace of writing', () => {
  it.each([
    ['almost at once after a rest', AT_REST, 50],
    ['when the time of a round has passed', { ...AT_REST, lastRoundMs: 9_600 }, 600],
    ['never later than that, whatever the clock does', { ...AT_REST, lastRoundMs: 99_000 }, 1_000],
    ['not while the database is to be left alone', { ...AT_REST, notBeforeMs: 14_000 }, 4_000],
  ])('is %s', (_name, pace, ms) => {
    expect(msUntilRound(pace, 1_000, 10_000)).toBe(ms);
  });

  it('slows down with every failed round, to half a minute, and is back with the first good one', () => {
    let pace = AT_REST;
    const waits = [];
    for (let round = 0; round < 6; round += 1) {
      pace = paceAfter(pace, false, 1_000, 10_000);
      waits.push(pace.notBeforeMs - 10_000);
    }
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(paceAfter(pace, true, 1_000, 10_000)).toMatchObject({
      backoffMs: 0,
      notBeforeMs: 10_000,
    });
  });
});
