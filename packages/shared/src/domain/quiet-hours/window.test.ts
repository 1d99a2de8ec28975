import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localText } from '../zones/offsets.ts';
import { ALL_US_ZONES } from '../zones/region-zones.ts';
import { zonesOf } from '../zones/zones-of.ts';
import { isHoliday } from './holidays.ts';
import { QUIET_HOURS_RULES } from './rules.ts';
import { type CallingPlace, callingWindow } from './window.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

// 40 zones from every region, half-hour offsets and southern summers included.
const ZONES = [
  ...ALL_US_ZONES,
  'America/Toronto',
  'America/Vancouver',
  'America/Edmonton',
  'America/St_Johns',
  'America/Halifax',
  'America/Winnipeg',
  'America/Regina',
  'America/Mexico_City',
  'America/Sao_Paulo',
  'America/Santiago',
  'Europe/London',
  'Europe/Dublin',
  'Europe/Paris',
  'Europe/Berlin',
  'Europe/Madrid',
  'Europe/Lisbon',
  'Europe/Helsinki',
  'Africa/Casablanca',
  'Africa/Johannesburg',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Asia/Jerusalem',
  'Australia/Sydney',
  'Australia/Adelaide',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
];

const placeOf = (phone: string): CallingPlace => zonesOf({ phone });

const openAt = (place: CallingPlace, at: number): boolean =>
  callingWindow(place, null, new Date(at)).kind === 'open';

describe('golden vectors of the calling window', () => {
  it.each([
    ['+12125550101', '2026-11-20T13:00Z', '2026-11-21T02:00Z'],
    ['+18505550101', '2026-11-20T14:00Z', '2026-11-21T01:00Z'],
    ['+16055550101', '2026-11-20T15:00Z', '2026-11-21T03:00Z'],
    ['+12085550101', '2026-11-20T16:00Z', '2026-11-21T04:00Z'],
    ['+19285550101', '2026-07-20T15:00Z', '2026-07-21T03:00Z'],
    ['+19075550101', '2026-11-20T18:00Z', '2026-11-21T06:00Z'],
    ['+15125550101', '2026-11-20T15:00Z', '2026-11-21T03:00Z'],
    ['+15125550101', '2026-11-22T18:00Z', '2026-11-23T03:00Z'],
    ['+12065550101', '2026-11-20T16:00Z', '2026-11-21T04:00Z'],
    ['+12125550101', '2027-03-14T12:00Z', '2027-03-15T01:00Z'],
    ['+12125550101', '2026-11-01T13:00Z', '2026-11-02T02:00Z'],
    ['+18005550101', '2026-11-20T18:00Z', '2026-11-21T02:00Z'],
    ['+16045550101', '2026-11-20T16:00Z', '2026-11-21T04:30Z'],
    ['+14035550101', '2026-11-20T15:00Z', '2026-11-21T03:30Z'],
    ['+14165550101', '2026-11-21T15:00Z', '2026-11-21T23:00Z'],
    ['+17095550101', '2026-11-20T13:00Z', '2026-11-21T01:00Z'],
  ])('%s may be called from %s up to %s', (phone, from, until) => {
    const place = placeOf(phone);
    const [opens, closes] = [Date.parse(from), Date.parse(until)];

    expect(callingWindow(place, null, new Date(opens - 1))).toMatchObject({
      kind: 'closed',
      opensAt: new Date(opens),
    });
    for (let at = opens; at < closes; at += 10 * MINUTE) {
      expect(callingWindow(place, null, new Date(at))).toMatchObject({
        kind: 'open',
        until: new Date(closes),
      });
    }
    expect(openAt(place, closes - 1)).toBe(true);
    expect(openAt(place, closes)).toBe(false);
  });
});

describe('the calling window', () => {
  const newYork = placeOf('+12125550101');

  it('is narrowed by the operator, never widened', () => {
    const noon = new Date('2026-11-20T17:00Z');
    expect(callingWindow(newYork, { opens: '10:00', closes: '17:30' }, noon)).toMatchObject({
      until: new Date('2026-11-20T22:30Z'),
    });
    expect(callingWindow(newYork, { opens: '00:00', closes: '24:00' }, noon)).toMatchObject({
      until: new Date('2026-11-21T02:00Z'),
    });
  });

  it('takes invalid hours of the operator for unknown', () => {
    for (const operator of [
      { opens: '17:00', closes: '09:00' },
      { opens: '9', closes: '17:00' },
      { opens: '09:00', closes: '09:00' },
    ]) {
      expect(callingWindow(newYork, operator, new Date('2026-11-20T17:00Z'))).toEqual({
        kind: 'unknown',
        reason: 'invalid_operator_hours',
      });
    }
  });

  it('is unknown without a zone, or where the zone does not exist', () => {
    const at = new Date('2026-11-20T17:00Z');
    expect(callingWindow({ zones: [], regions: [], country: 'US' }, null, at)).toEqual({
      kind: 'unknown',
      reason: 'no_zone',
    });
    expect(callingWindow({ zones: ['Mars/Base'], regions: [], country: 'US' }, null, at)).toEqual({
      kind: 'unknown',
      reason: 'invalid_zone',
    });
  });

  it('is unknown when operator and law have no common time within eight days', () => {
    const early = { opens: '06:00', closes: '07:00' };
    expect(callingWindow(newYork, early, new Date('2026-11-20T17:00Z'))).toEqual({
      kind: 'unknown',
      reason: 'never_opens',
    });
  });

  it('stays closed in Canada, and only there, while the zone data is out of date', () => {
    const at = new Date('2026-11-20T18:00Z');
    expect(callingWindow(placeOf('+16045550101'), null, at, false)).toEqual({
      kind: 'unknown',
      reason: 'stale_zone_data',
    });
    const vancouver = { zones: ['America/Vancouver'], regions: [], country: null };
    expect(callingWindow(vancouver, null, at, false)).toMatchObject({ kind: 'unknown' });
    expect(callingWindow(newYork, null, at, false)).toMatchObject({ kind: 'open' });
  });

  it('applies the rules of both states when address and number differ', () => {
    const place = zonesOf({ region: 'TX', phone: '+13055550101' });
    expect(callingWindow(place, null, new Date('2026-11-22T17:00Z'))).toMatchObject({
      kind: 'closed',
      opensAt: new Date('2026-11-22T19:00Z'),
      evidence: { rules: expect.arrayContaining(['us-federal', 'us-tx-sunday', 'us-fl-daily']) },
    });
  });

  it('skips Sunday and a holiday where a state allows neither', () => {
    const alabama = placeOf('+12055550101');
    expect(callingWindow(alabama, null, new Date('2026-11-22T18:00Z'))).toMatchObject({
      opensAt: new Date('2026-11-23T14:00Z'),
    });
    expect(callingWindow(alabama, null, new Date('2026-11-26T18:00Z'))).toMatchObject({
      opensAt: new Date('2026-11-28T14:00Z'),
    });
  });

  it('counts Mississippi’s hours in Central time even for a lead who travels', () => {
    const place = zonesOf({ timezone: 'America/Los_Angeles', phone: '+16015550101' });
    expect(callingWindow(place, null, new Date('2026-11-20T17:00Z'))).toMatchObject({
      until: new Date('2026-11-21T02:00Z'),
    });
  });

  it('falls back to nine till eight where a country has no rows', () => {
    const noon = new Date('2026-07-20T12:00Z');
    expect(callingWindow(placeOf('+442079460101'), null, noon)).toMatchObject({
      until: new Date('2026-07-20T19:00Z'),
      evidence: { rules: ['any-default'] },
    });
    expect(
      callingWindow({ zones: ['Europe/London'], regions: [], country: null }, null, noon),
    ).toMatchObject({ evidence: { rules: ['any-default'] } });
  });

  it('applies federal hours to Puerto Rico', () => {
    expect(
      callingWindow(placeOf('+17875550101'), null, new Date('2026-11-20T12:00Z')),
    ).toMatchObject({
      kind: 'open',
      evidence: { rules: ['us-federal'] },
    });
  });

  it('gives evidence that survives being written down', () => {
    const window = callingWindow(placeOf('+18505550101'), null, new Date('2026-11-20T13:30Z'));
    expect(JSON.parse(JSON.stringify(window))).toEqual({
      kind: 'closed',
      opensAt: '2026-11-20T14:00:00.000Z',
      evidence: {
        zones: ['America/Chicago', 'America/New_York'],
        rules: ['us-federal', 'us-fl-daily'],
        operator: null,
        local: { 'America/Chicago': '2026-11-20T07:30', 'America/New_York': '2026-11-20T08:30' },
        shut: ['America/Chicago'],
      },
    });
  });
});

describe('at any moment of the next years', () => {
  const moment = fc.date({
    min: new Date('2026-01-01T00:00Z'),
    max: new Date('2028-12-31T00:00Z'),
    noInvalidDate: true,
  });
  const states = [...new Set(QUIET_HOURS_RULES.map((rule) => rule.jurisdiction))].filter((j) =>
    j.startsWith('US-'),
  );
  const places = fc.record({
    zones: fc.uniqueArray(fc.constantFrom(...ZONES), { minLength: 1, maxLength: 3 }),
    regions: fc.uniqueArray(fc.constantFrom(...states), { maxLength: 2 }),
    country: fc.constantFrom('US', 'CA', 'GB', null),
  });

  it('is never open outside a row that applies', () => {
    fc.assert(
      fc.property(places, moment, (place, at) => {
        const window = callingWindow(place, null, at);
        if (window.kind !== 'open') return;
        for (const zone of place.zones) expectWithinEveryRow(place, zone, at);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is closed at the moment at which it closes and open just before', () => {
    fc.assert(
      fc.property(places, moment, (place, at) => {
        const window = callingWindow(place, null, at);
        if (window.kind !== 'open') return;
        expect(window.until.getTime()).toBeGreaterThan(at.getTime());
        expect(openAt(place, window.until.getTime())).toBe(false);
        expect(openAt(place, window.until.getTime() - 1)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is open at the moment at which it opens, closed just before, and within eight days', () => {
    fc.assert(
      fc.property(places, moment, (place, at) => {
        const window = callingWindow(place, null, at);
        if (window.kind !== 'closed') return;
        expect(openAt(place, window.opensAt.getTime())).toBe(true);
        expect(openAt(place, window.opensAt.getTime() - 1)).toBe(false);
        expect(window.opensAt.getTime() - at.getTime()).toBeLessThanOrEqual(8 * 24 * HOUR);
      }),
      { numRuns: 2_000 },
    );
  });

  it('stays open from now until it closes, in hours that span a clock change', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        moment,
        fc.integer({ min: 0, max: 59 }),
        (zone, at, minute) => {
          const place = { zones: [zone], regions: [], country: 'US' };
          const window = callingWindow(place, { opens: `08:${pad(minute)}`, closes: '20:07' }, at);
          if (window.kind !== 'open') return;
          const wall = localText(zone, window.until.getTime()).slice(11);
          expect(wall).toBe('20:07');
        },
      ),
    );
  });

  function expectWithinEveryRow(place: CallingPlace, zone: string, at: Date): void {
    const local = localText(zone, at.getTime());
    const [day, clock] = [local.slice(0, 10), local.slice(11)];
    const weekday = new Date(`${day}T00:00Z`).getUTCDay();
    const named = [place.country, ...place.regions.map((region) => region.slice(0, 2))];
    const countries = named.filter((c) => c !== null);
    const jurisdictions = (countries.length > 0 ? countries : ['ANY']).map((c) =>
      c === 'US' || c === 'CA' ? c : 'ANY',
    );

    for (const jurisdiction of [...jurisdictions, ...place.regions]) {
      const rows = QUIET_HOURS_RULES.filter(
        (rule) => rule.jurisdiction === jurisdiction && rule.days.some((d) => d === weekday),
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        expect(clock >= row.opens && clock < row.closes).toBe(true);
        expect(row.closed_on_holidays && isHoliday(jurisdiction, day)).not.toBe(true);
      }
    }
  }
});

function pad(minute: number): string {
  return String(minute).padStart(2, '0');
}
