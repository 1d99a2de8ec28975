import { describe, expect, it } from '@jest/globals';
import { timesWords } from './times-words.ts';

const now = Date.parse('2026-12-01T15:00:00Z');

describe('whose time a story is told in', () => {
  it.each([
    ['America/Los_Angeles', 'Times are yours. Theirs are 2 hours earlier.'],
    ['America/New_York', 'Times are yours. Theirs are 1 hour later.'],
    ['Asia/Kolkata', 'Times are yours. Theirs are 11.5 hours later.'],
    ['America/Chicago', ''],
    ['No/Such', ''],
    [null, ''],
  ])('for a lead in %s seen from Chicago: %s', (zone, words) => {
    expect(timesWords(zone, { now, timeZone: 'America/Chicago' })).toBe(words);
  });
});
