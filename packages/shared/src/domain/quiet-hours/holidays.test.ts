import { describe, expect, it } from '@jest/globals';
import { isHoliday } from './holidays.ts';

describe('holidays', () => {
  it.each([
    ['US-AL', '2026-11-26'],
    ['US-AL', '2026-07-03'],
    ['US-AL', '2026-07-04'],
    ['US-AL', '2027-05-31'],
    ['US-AL', '2027-12-31'],
    ['US-AL', '2028-01-01'],
    ['US-LA', '2026-02-17'],
    ['US-LA', '2027-02-09'],
    ['US-LA', '2026-04-03'],
    ['US-LA', '2028-11-07'],
    ['US-PA', '2027-03-26'],
    ['US-RI', '2026-08-10'],
  ])('%s observes %s', (state, day) => {
    expect(isHoliday(state, day)).toBe(true);
  });

  it.each([
    ['US-AL', '2026-11-24'],
    ['US-AL', '2026-04-03'],
    ['US-RI', '2026-02-17'],
  ])('%s works on %s', (state, day) => {
    expect(isHoliday(state, day)).toBe(false);
  });
});
