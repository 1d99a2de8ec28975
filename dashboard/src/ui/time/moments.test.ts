import { describe, expect, it } from '@jest/globals';
import { clockOf, dayName, shortMoment, spanOf, spokenMoment, stopwatch } from './moments.ts';

const now = Date.parse('2026-11-30T16:24:00Z');
const where = { now, locale: 'en-US', timeZone: 'America/Chicago' };
const at = (iso: string) => Date.parse(iso);

describe('a moment', () => {
  it.each([
    ['2026-11-30T16:21:00Z', '10:21 AM'],
    ['2026-11-28T22:51:00Z', 'Sat'],
    ['2026-08-12T15:00:00Z', 'Aug 12'],
    ['2025-08-12T15:00:00Z', 'Aug 12, 2025'],
  ])('%s is %s in a list', (iso, words) => {
    expect(shortMoment(at(iso), where)).toBe(words);
  });

  it('has its clock in a sentence', () => {
    expect(spokenMoment(at('2026-11-30T16:21:00Z'), where)).toBe('10:21 AM');
    expect(spokenMoment(at('2026-12-01T16:00:00Z'), where)).toBe('Tue 10:00 AM');
    expect(clockOf(at('2026-12-01T05:30:00Z'), where)).toBe('11:30 PM');
  });

  it('belongs to a day where the viewer is', () => {
    expect(dayName(at('2026-12-01T05:30:00Z'), where)).toBe('Today');
    expect(dayName(at('2026-11-29T12:00:00Z'), where)).toBe('Yesterday');
    expect(dayName(at('2026-11-28T12:00:00Z'), where)).toBe('Saturday, November 28');
  });
});

it.each([
  [9_400, '9 s'],
  [660_000, '11 min'],
  [37 * 3_600_000, '37 hours'],
  [7 * 86_400_000, '7 days'],
])('%d ms are %s', (ms, words) => {
  expect(spanOf(ms)).toBe(words);
});

it('counts a call as a stopwatch does', () => {
  expect([stopwatch(108), stopwatch(3_729)]).toEqual(['1:48', '1:02:09']);
});
