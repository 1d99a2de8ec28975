import { describe, expect, it } from '@jest/globals';
import type { OpeningHours } from '@ringback/shared/domain/meaning/opening-hours.ts';
import { leadRow, NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import {
  agentOfText,
  conversationRow,
  messageRow,
  turnOf,
} from '@ringback/shared/testing/text-rows.ts';
import { bookingIn } from './booking.ts';

const book = (
  startsAtLocal: string,
  change: Parameters<typeof turnOf>[1] = {},
  said: readonly string[] = ['Tuesday at ten is fine'],
  words = 'tuesday at TEN',
) => bookingIn(turnOf([...said], change), { startsAtLocal, words }, NOON_IN_NEW_YORK);

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
    expect(book(local, {}, ['at ten is fine'], 'at ten').ok).toBe(ok);
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

  it.each([
    ['the lead wants none', ['I do not want an appointment, how much is it?'], 'an appointment'],
    ['the words name no time', ['I love it, when can I come?'], 'when can I come'],
    ['the words name another time', ['Tuesday at two'], 'Tuesday at two'],
    ['it takes the time back', ['Tuesday at ten is fine', 'no, cancel that'], 'Tuesday at ten'],
    ['somebody else said so', ['my cousin said Tuesday at ten'], 'Tuesday at ten'],
    ['it says yes to nothing', ['yes'], 'yes'],
  ] as [string, string[], string][])('is not made where %s', (_, said, words) => {
    expect(book('2026-11-24T10:00', {}, said, words)).toEqual({ ok: false, reason: 'not_agreed' });
  });

  it('is made on a yes to the time that we offered last, and to no other', () => {
    const offer = messageRow({
      seq: 0,
      body: 'We have Tuesday at 10. Does that work?',
      author: 'ai',
      kind: 'reply',
    });
    const begun = turnOf(['yes']);
    begun.messages.unshift(offer);
    const on = (startsAtLocal: string) =>
      bookingIn(begun, { startsAtLocal, words: 'yes' }, NOON_IN_NEW_YORK).ok;
    expect(on('2026-11-24T10:00')).toBe(true);
    expect(on('2026-11-24T11:00')).toBe(false);
    expect(on('2026-11-25T10:00')).toBe(false);
  });

  it('is not made at three in the morning, nor when the business is closed', () => {
    const at3 = book('2026-11-24T03:00', {}, ['Tuesday at 3 am'], 'at 3 am');
    expect(at3).toEqual({ ok: false, reason: 'closed' });
    const opening_hours: OpeningHours = {
      zone: 'America/New_York',
      weekly: { tue: [['12:00', '18:00']] },
      exceptions: [{ date: '2026-11-24', hours: [] }],
    };
    const agent = agentOfText({ opening_hours });
    expect(book('2026-11-24T10:00', { agent })).toEqual({ ok: false, reason: 'closed' });
    const noon = book('2026-11-24T12:00', { agent }, ['Tuesday at noon'], 'Tuesday at noon');
    expect(noon).toEqual({ ok: false, reason: 'closed' });
    const next = book('2026-12-01T12:00', { agent }, ['Tuesday at noon'], 'Tuesday at noon');
    expect(next.ok).toBe(true);
  });
});
