import { expect, it } from '@jest/globals';
import { validityPeriodSeconds } from './validity-period.ts';

const at = new Date('2026-11-20T17:00:00Z');
const inSeconds = (seconds: number) => new Date(at.getTime() + seconds * 1_000);

it.each([
  [86_400, 36_000],
  [36_000, 36_000],
  [1_800.9, 1_800],
  [10, 10],
  [9.9, null],
  [-60, null],
])('a window that is open for %d more seconds lets the carrier try for %p', (seconds, validity) => {
  expect(validityPeriodSeconds(at, inSeconds(seconds))).toBe(validity);
});
