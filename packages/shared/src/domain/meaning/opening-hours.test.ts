import { describe, expect, it } from '@jest/globals';
import { inWords, isOpenAt, OpeningHours } from './opening-hours.ts';

const NEW_YORK = 'America/New_York';
const HOURS = OpeningHours.parse({
  zone: 'America/Los_Angeles',
  weekly: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
    sat: [['10:00', '24:00']],
  },
  exceptions: [
    { date: '2026-12-21', hours: [], name: 'Inventory' },
    { date: '2026-12-22', hours: [['10:00', '11:00']] },
  ],
});
const at = (utc: string) => new Date(`${utc}:00Z`);

describe('a business with opening hours of its own', () => {
  it.each([
    ['a Monday at nine on its clock', '2026-12-14T17:00', true],
    ['the same moment is noon in New York: a minute before nine', '2026-12-14T16:59', false],
    ['the midday break', '2026-12-14T20:30', false],
    ['after the break', '2026-12-14T21:00', true],
    ['the minute it closes', '2026-12-15T02:00', false],
    ['a day that is not named', '2026-12-15T20:00', false],
    ['Saturday, until midnight', '2026-12-20T07:59', true],
    ['a holiday', '2026-12-21T18:00', false],
    ['a day that is open for once', '2026-12-22T18:30', true],
    ['the same day, later', '2026-12-22T19:30', false],
  ])('%s', (_, moment, open) => expect(isOpenAt(HOURS, at(moment), NEW_YORK)).toBe(open));
});

describe('a business without opening hours', () => {
  it.each([
    ['three in the morning', '2026-12-14T08:00', false],
    ['eight in the morning', '2026-12-14T13:00', true],
    ['a quarter to eight in the evening', '2026-12-15T00:45', true],
    ['eight in the evening', '2026-12-15T01:00', false],
  ])('uses the default hours on the lead’s clock: %s', (_, moment, open) =>
    expect(isOpenAt(null, at(moment), NEW_YORK)).toBe(open),
  );
});

describe('opening hours', () => {
  it.each([
    { zone: '+02:00', weekly: {} },
    { zone: NEW_YORK, weekly: { mon: [['18:00', '09:00']] } },
    { zone: NEW_YORK, weekly: { mon: [['9', '10']] } },
    { zone: NEW_YORK, weekly: { monday: [] } },
    { zone: NEW_YORK, weekly: {}, exceptions: [{ date: '2026-02-30', hours: [] }] },
  ])('are not %j', (hours) => expect(OpeningHours.safeParse(hours).success).toBe(false));

  it('are described to a model in words', () => {
    expect(inWords(null)).toBe('every day 08:00-20:00');
    expect(inWords(HOURS)).toBe(
      'sun closed, mon 09:00-12:00 and 13:00-18:00, tue closed, wed closed, thu closed, fri closed, sat 10:00-24:00 (America/Los_Angeles); 2026-12-21 (Inventory) closed; 2026-12-22 10:00-11:00',
    );
  });
});
