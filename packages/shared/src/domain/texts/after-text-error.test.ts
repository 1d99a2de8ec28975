import { describe, expect, it } from '@jest/globals';
import { afterTextError, isFilteredTooOften } from './after-text-error.ts';

it('the day of the American carriers begins at midnight in Los Angeles, also when clocks change', () => {
  const error = { next: 'day_spent' } as const;
  const spent = (now: string) => afterTextError({ error, failures: 1, at: new Date(now) });
  expect(spent('2026-11-01T07:30:00Z')).toMatchObject({
    until: new Date('2026-11-02T08:00:00Z'),
  });
  expect(spent('2026-07-20T06:59:00Z')).toMatchObject({
    until: new Date('2026-07-20T07:00:00Z'),
  });
});

describe('a campaign that carriers filter', () => {
  it('is filtered too often above two in a hundred', () => {
    expect(isFilteredTooOften({ filtered: 2, sent: 100 })).toBe(false);
    expect(isFilteredTooOften({ filtered: 3, sent: 100 })).toBe(true);
    expect(isFilteredTooOften({ filtered: 0, sent: 0 })).toBe(false);
  });

  it('is not judged by a single text', () => {
    expect(isFilteredTooOften({ filtered: 1, sent: 3 })).toBe(false);
  });
});
