import { describe, expect, it } from '@jest/globals';
import { NANP_CODES, nanpRegions, OVERLAYS } from './nanp-regions.ts';
import { numberPlace } from './number-zones.ts';
import { isZone, offsetMsAt } from './offsets.ts';
import { ALL_US_ZONES, REGIONS, regionZones } from './region-zones.ts';
import { zonesOf } from './zones-of.ts';

const WINTER = Date.UTC(2026, 11, 15);

describe('where a number may be', () => {
  it('knows both zones of the Florida panhandle, and that its overlay has them too', () => {
    const both = ['America/Chicago', 'America/New_York'];
    expect(numberPlace('+18505550101')).toEqual({ zones: both, regions: ['US-FL'], country: 'US' });
    expect(numberPlace('+14485550101').zones).toEqual(both);
  });

  it('gives every overlay all the zones of the codes below it', () => {
    for (const [newcomers, elders] of Object.entries(OVERLAYS)) {
      for (const newcomer of newcomers.split(' ')) {
        const zones = numberPlace(`+1${newcomer}5550101`).zones;
        for (const elder of elders.split(' ')) {
          expect(zones).toEqual(
            expect.arrayContaining([...numberPlace(`+1${elder}5550101`).zones]),
          );
        }
      }
    }
  });

  it.each([
    '208 219 250 270 308 418 423 541 574 605 606 620 701 709 775 785 807 812 850 867 879 906 907 928 986',
  ])('spans several zones for each of %s', (codes) => {
    for (const code of codes.split(' ')) {
      expect(numberPlace(`+1${code}5550101`).zones.length).toBeGreaterThan(1);
    }
  });

  it('has a zone, and a place, for every code', () => {
    for (const code of NANP_CODES) {
      const place = numberPlace(`+1${code}5550101`);
      expect(place.zones.length).toBeGreaterThan(0);
      expect(place.zones.every(isZone)).toBe(true);
      expect(place.country).toMatch(/^[A-Z]{2}$/);
    }
  });

  it('keeps only hours that its own state keeps', () => {
    for (const code of NANP_CODES) {
      const regions = nanpRegions(code).filter((region) => region.startsWith('US-'));
      if (regions.length === 0) continue;
      const allowed = new Set(regions.flatMap(regionZones).map((z) => offsetMsAt(z, WINTER)));
      const found = numberPlace(`+1${code}5550101`).zones.map((z) => offsetMsAt(z, WINTER));
      expect([...allowed]).toEqual(expect.arrayContaining(found));
    }
  });

  it('may be anywhere in the fifty states when it is toll-free or unknown', () => {
    expect(numberPlace('+18005550101')).toEqual({
      zones: ALL_US_ZONES,
      regions: [],
      country: 'US',
    });
    expect(numberPlace('+12225550101').zones).toEqual(ALL_US_ZONES);
    expect(ALL_US_ZONES).toContain('Pacific/Honolulu');
  });

  it('may be anywhere in Australia when it is a mobile, and near Sydney when it is a fixed number there', () => {
    expect(numberPlace('+61412345678').zones).toEqual(
      expect.arrayContaining(['Australia/Perth', 'Australia/Sydney']),
    );
    expect(numberPlace('+61293744000').zones).toEqual(['Australia/Sydney']);
  });

  it('is unknown when the number means nothing', () => {
    expect(numberPlace('+999123456')).toEqual({ zones: [], regions: [], country: null });
    expect(numberPlace('')).toEqual({ zones: [], regions: [], country: null });
  });
});

describe('zonesOf', () => {
  it('believes an explicit zone first, but keeps the rules of the number’s state', () => {
    expect(zonesOf({ timezone: 'America/Denver', phone: '+18505550101' })).toEqual({
      zones: ['America/Denver'],
      regions: ['US-FL'],
      country: 'US',
      source: 'lead',
    });
  });

  it('does not believe a zone that is no place', () => {
    for (const timezone of ['UTC', 'Etc/GMT+5', '+05:00', 'America/Gotham', '']) {
      expect(zonesOf({ timezone, phone: '+12125550101' })).toMatchObject({
        zones: ['America/New_York'],
        source: 'number',
      });
    }
  });

  it('adds the zones of an address that contradicts the explicit zone', () => {
    expect(zonesOf({ timezone: 'America/New_York', region: 'CA' }).zones).toEqual([
      'America/New_York',
      'America/Los_Angeles',
    ]);
    expect(zonesOf({ timezone: 'America/New_York', region: 'IN' }).zones).toEqual([
      'America/New_York',
    ]);
  });

  it.each(['US-TX', 'TX', 'tx', 'Texas', ' texas '])(
    'takes all zones of the state %s',
    (region) => {
      expect(zonesOf({ region })).toEqual({
        zones: ['America/Chicago', 'America/Denver'],
        regions: ['US-TX'],
        country: 'US',
        source: 'region',
      });
    },
  );

  it('finds the state of a postal code', () => {
    expect(zonesOf({ postal_code: '33101' })).toMatchObject({ regions: ['US-FL'] });
    expect(zonesOf({ postal_code: '98101-1234' })).toMatchObject({ regions: ['US-WA'] });
    expect(zonesOf({ postal_code: 'M5V 2T6' })).toMatchObject({
      regions: ['CA-ON'],
      country: 'CA',
    });
  });

  it('joins address and number when they name different states', () => {
    const place = zonesOf({ region: 'CA', phone: '+12125550101' });
    expect(place.zones).toEqual(['America/Los_Angeles', 'America/New_York']);
    expect(place.regions).toEqual(['US-CA', 'US-NY']);
  });

  it('does not let a toll-free number widen an address', () => {
    expect(zonesOf({ region: 'NY', phone: '+18005550101' }).zones).toEqual(['America/New_York']);
  });

  it('does not take a German address for Delaware', () => {
    expect(zonesOf({ region: 'DE', postal_code: '10115', phone: '+4930123456' })).toMatchObject({
      zones: expect.arrayContaining(['Europe/Berlin']),
      regions: [],
      source: 'number',
    });
  });

  it('knows nothing about a lead without a trace', () => {
    expect(zonesOf({})).toEqual({ zones: [], regions: [], country: null, source: 'unknown' });
  });

  it('names only zones that exist', () => {
    for (const region of REGIONS) expect(regionZones(region).every(isZone)).toBe(true);
  });
});
