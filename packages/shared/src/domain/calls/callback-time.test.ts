import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localText } from '../zones/offsets.ts';
import { callbackMoment } from './callback-time.ts';

const now = new Date('2026-10-20T12:00:00Z');
const zone = 'America/New_York';

describe('callbackMoment', () => {
  it('finds the instant of a local minute', () => {
    expect(callbackMoment({ atLocal: '2026-10-21T09:30', zone, now })).toEqual({
      ok: true,
      at: new Date('2026-10-21T13:30:00Z'),
      ambiguous: false,
      moved: false,
    });
  });

  it('follows the change of the clocks in between', () => {
    expect(callbackMoment({ atLocal: '2026-11-02T09:30', zone, now })).toMatchObject({
      at: new Date('2026-11-02T14:30:00Z'),
    });
  });

  it('takes the first of two equal minutes and reports that there were two', () => {
    expect(callbackMoment({ atLocal: '2026-11-01T01:30', zone, now })).toEqual({
      ok: true,
      at: new Date('2026-11-01T05:30:00Z'),
      ambiguous: true,
      moved: false,
    });
  });

  it('moves a minute that the clocks skip to the first one after the gap', () => {
    const march = new Date('2027-03-10T12:00:00Z');
    expect(callbackMoment({ atLocal: '2027-03-14T02:30', zone, now: march })).toEqual({
      ok: true,
      at: new Date('2027-03-14T07:00:00Z'),
      ambiguous: false,
      moved: true,
    });
  });

  it('takes the present minute and refuses the one before', () => {
    const at = new Date('2026-10-20T12:00:40Z');
    expect(callbackMoment({ atLocal: '2026-10-20T08:00', zone, now: at })).toMatchObject({
      ok: true,
    });
    expect(callbackMoment({ atLocal: '2026-10-20T07:59', zone, now: at })).toEqual({
      ok: false,
      reason: 'past',
    });
  });

  it('looks sixty days ahead and no further', () => {
    expect(callbackMoment({ atLocal: '2026-12-19T07:00', zone, now })).toMatchObject({ ok: true });
    expect(callbackMoment({ atLocal: '2026-12-19T07:01', zone, now })).toEqual({
      ok: false,
      reason: 'too_far',
    });
  });

  it.each(['tomorrow', '2026-02-30T10:00', '2026-10-21T25:00', '2026-10-21', '2026-10-21T09:30Z'])(
    'refuses %s',
    (atLocal) => {
      expect(callbackMoment({ atLocal, zone, now })).toEqual({ ok: false, reason: 'invalid' });
    },
  );

  it('refuses a zone that does not exist', () => {
    expect(callbackMoment({ atLocal: '2026-10-21T09:30', zone: 'America/Gotham', now })).toEqual({
      ok: false,
      reason: 'invalid',
    });
  });

  it('shows the requested minute on the clock, unless it reports that it moved it', () => {
    const zones = ['America/New_York', 'America/St_Johns', 'Europe/London', 'Australia/Lord_Howe'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 1, max: 59 * 24 * 60 }),
        fc.integer({ min: 0, max: 700 }),
        (where, minutes, days) => {
          const from = new Date(Date.UTC(2026, 0, 1) + days * 86_400_000);
          const atLocal = new Date(from.getTime() + minutes * 60_000 + 15 * 3_600_000)
            .toISOString()
            .slice(0, 16);
          const moment = callbackMoment({ atLocal, zone: where, now: from });
          if (!moment.ok) return moment.reason === 'too_far' || moment.reason === 'past';
          return moment.moved || localText(where, moment.at.getTime()) === atLocal;
        },
      ),
    );
  });
});
