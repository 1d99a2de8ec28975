import { expect, it } from '@jest/globals';
import { daytimeZone, nightZone } from './daytime.ts';

function localTime(zone: string, at: Date): string {
  return at.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
}

it.each([
  ['in winter', '2026-11-16T00:00:00Z'],
  ['in summer', '2026-07-06T00:00:00Z'],
  ['while clocks change', '2026-10-25T00:00:00Z'],
])('finds daytime and night in every quarter of an hour of a week %s', (_season, monday) => {
  for (let quarter = 0; quarter < 7 * 24 * 4; quarter += 1) {
    const at = new Date(Date.parse(monday) + quarter * 15 * 60_000);
    const time = localTime(daytimeZone(at), at);
    expect(time >= '10:00' && time < '17:30').toBe(true);
    expect(localTime(nightZone(at), at) < '06:00').toBe(true);
  }
});

it('takes the zone with the longest day ahead', () => {
  expect(daytimeZone(new Date('2026-11-20T15:05:00Z'))).toBe('America/New_York');
});
