import { describe, expect, it } from '@jest/globals';
import { zonesOf } from '../zones/zones-of.ts';
import { hoursOfDay } from './hours-of-day.ts';

/** A Friday at noon in New York. */
const NOON = new Date('2026-11-20T17:00:00Z');
const OPERATOR = { opens: '09:00', closes: '20:00' };

describe('the hours of a day in which a lead may be contacted', () => {
  it('are those of the settings where the law allows more', () => {
    const place = zonesOf({ timezone: 'America/New_York', region: 'US-NY' });
    expect(hoursOfDay(place, OPERATOR, NOON)).toEqual([{ from: '09:00', to: '20:00' }]);
  });

  it('are those that every place shares in which the lead may be, by the clock of the first', () => {
    const place = {
      zones: ['America/New_York', 'America/Los_Angeles'],
      regions: [],
      country: 'US',
    };
    expect(hoursOfDay(place, OPERATOR, NOON)).toEqual([{ from: '12:00', to: '20:00' }]);
  });

  it('are none where nobody knows the place, or the settings open after they close', () => {
    expect(hoursOfDay(zonesOf({}), OPERATOR, NOON)).toEqual([]);
    const place = zonesOf({ timezone: 'America/New_York' });
    expect(hoursOfDay(place, { opens: '20:00', closes: '09:00' }, NOON)).toEqual([]);
  });
});
