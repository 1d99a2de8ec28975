import { describe, expect, it } from '@jest/globals';
import { isZone, localText, nextChange, offsetMsAt } from './offsets.ts';

const SUMMER = Date.UTC(2026, 5, 1);

describe('a time zone', () => {
  it.each(['America/New_York', 'america/new_york', 'US/Eastern', 'Europe/Kyiv'])(
    'is known: %s',
    (zone) => {
      expect(isZone(zone)).toBe(true);
    },
  );

  it.each([
    'UTC',
    'Etc/GMT+5',
    '+02:00',
    'America/Gotham',
    'America/New York',
    '2026-06-01T00:00[America/New_York]',
  ])('is no place: %s', (zone) => {
    expect(isZone(zone)).toBe(false);
  });

  it('is unknown without a clock', () => {
    expect(() => offsetMsAt('America/Gotham', SUMMER)).toThrow(RangeError);
  });

  it('shows the minute that has begun, to its last millisecond', () => {
    expect(localText('Asia/Kolkata', SUMMER + 59_999)).toBe('2026-06-01T05:30');
    expect(localText('America/St_Johns', SUMMER - 1)).toBe('2026-05-31T21:29');
  });

  it('has its next clock change, or none', () => {
    const autumn = Date.parse('2026-11-01T06:00:00Z');
    expect(nextChange('America/New_York', SUMMER)).toBe(autumn);
    expect(nextChange('America/New_York', autumn - 1)).toBe(autumn);
    expect(nextChange('America/New_York', autumn)).toBe(Date.parse('2027-03-14T07:00:00Z'));
    expect(nextChange('America/Phoenix', SUMMER)).toBe(Number.POSITIVE_INFINITY);
  });
});
