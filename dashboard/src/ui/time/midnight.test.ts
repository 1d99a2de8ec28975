import { describe, expect, it } from '@jest/globals';
import { midnightOf } from './midnight.ts';

describe('when a day begins', () => {
  it.each([
    ['2026-12-01', 'America/New_York', 0, '2026-12-01T05:00:00.000Z'],
    ['2026-12-01', 'America/New_York', 1, '2026-12-02T05:00:00.000Z'],
    ['2026-12-01', 'Asia/Kolkata', 0, '2026-11-30T18:30:00.000Z'],
    // Clocks go forward at two in the morning of the 8th, and back at two of the 1st.
    ['2026-03-08', 'America/New_York', 1, '2026-03-09T04:00:00.000Z'],
    ['2026-11-01', 'America/New_York', 0, '2026-11-01T04:00:00.000Z'],
    ['2026-11-01', 'America/New_York', 1, '2026-11-02T05:00:00.000Z'],
    ['2026-02-30', 'America/New_York', 0, null],
    ['yesterday', 'America/New_York', 0, null],
  ])('%s in %s and %i days on: %s', (day, zone, later, moment) => {
    expect(midnightOf(day, zone, later)).toBe(moment);
  });
});
