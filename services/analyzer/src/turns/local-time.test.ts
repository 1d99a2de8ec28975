import { expect, it } from '@jest/globals';
import { localTime } from './local-time.ts';

it.each([
  ['America/New_York', '2026-11-20T18:05:30Z', '2026-11-20T13:05', 'Friday'],
  ['America/Los_Angeles', '2026-11-21T03:00:00Z', '2026-11-20T19:00', 'Friday'],
  ['Asia/Tokyo', '2026-11-20T18:00:00Z', '2026-11-21T03:00', 'Saturday'],
  [null, '2026-11-22T00:10:00Z', '2026-11-22T00:10', 'Sunday'],
] as const)('in %s %s is %s, a %s', (zone, at, nowLocal, weekday) => {
  expect(localTime(zone, new Date(at))).toEqual({ nowLocal, weekday });
});
