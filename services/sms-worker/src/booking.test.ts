import { describe, expect, it } from '@jest/globals';
import { leadRow, NOON_IN_NEW_YORK } from '../../../tests/fixtures/rows.ts';
import { conversationRow, turnOf } from '../../../tests/fixtures/text-rows.ts';
import { bookingIn } from './booking.ts';

const book = (startsAtLocal: string, change: Parameters<typeof turnOf>[1] = {}) =>
  bookingIn(
    turnOf(['Tuesday at ten is fine'], change),
    { startsAtLocal, words: 'tuesday at TEN' },
    NOON_IN_NEW_YORK,
  );

describe('a booking', () => {
  it('is the moment on the clock of the lead, in the words as they were written', () => {
    expect(book('2026-11-24T10:00')).toEqual({
      ok: true,
      startsAt: new Date('2026-11-24T15:00:00Z'),
      words: 'Tuesday at ten',
    });
  });

  it.each([
    ['2026-11-20T11:00', false],
    ['2026-12-31T10:00', true],
    ['2027-02-10T10:00', true],
    ['2027-03-10T10:00', false],
    ['2026-02-30T10:00', false],
    ['tomorrow', false],
  ])('on %s is possible: %s', (local, ok) => {
    expect(book(local).ok).toBe(ok);
  });

  it('needs a place whose clock we know', () => {
    const nowhere = {
      lead: leadRow({ timezone: null }),
      conversation: conversationRow({ lead_phone: '+88213300655' }),
    };
    expect(book('2026-11-24T10:00', nowhere)).toEqual({ ok: false, reason: 'unknown_zone' });
  });

  it('is not made where the lead may be under one of two clocks', () => {
    const torn = { lead: leadRow({ timezone: null, region: 'US-TX' }) };
    expect(book('2026-11-24T10:00', torn)).toEqual({ ok: false, reason: 'unknown_zone' });
  });
});
