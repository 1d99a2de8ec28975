import { describe, expect, it } from '@jest/globals';
import { askedMoment } from './asked-moment.ts';

const saidAt = new Date('2026-11-20T18:05:00Z');
const minutesOn = (minutes: number) => new Date(saidAt.getTime() + minutes * 60_000);
const moment = (atLocal: string, change: { zone?: string | null; now?: Date } = {}) =>
  askedMoment({ atLocal, zone: 'America/New_York', saidAt, now: minutesOn(1), ...change });

describe('the moment at which a lead asks to be called', () => {
  it('is one on the lead’s own clock', () => {
    expect(moment('2026-11-21T15:00')).toEqual({ ok: true, at: new Date('2026-11-21T20:00:00Z') });
  });

  it('is now, if it has just passed', () => {
    const now = minutesOn(40);
    expect(moment('2026-11-20T13:20', { now })).toEqual({ ok: true, at: now });
  });

  it.each([
    ['2026-11-21T15:00', { zone: null }, 'no_zone'],
    ['2026-02-30T15:00', {}, 'invalid'],
    ['2026-11-20T12:00', {}, 'past'],
    ['2027-11-20T12:00', {}, 'too_far'],
    ['2026-11-20T13:20', { now: minutesOn(60) }, 'missed'],
  ] as const)('is none: %s, %j, %s', (atLocal, change, reason) => {
    expect(moment(atLocal, change)).toEqual({ ok: false, reason });
  });
});
