import { expect, it } from '@jest/globals';
import { quietUntil } from './quiet-until.ts';

const night = { time_zone: 'America/New_York', quiet_from: '22:00', quiet_until: '07:00' };
const until = (text: string, hours = night) =>
  quietUntil(hours, new Date(text))?.toISOString() ?? null;

it('lasts to their end on the next morning, or on the same one', () => {
  expect(until('2026-12-01T03:00:00Z')).toBe('2026-12-01T12:00:00.000Z');
  expect(until('2026-12-01T09:30:00Z')).toBe('2026-12-01T12:00:00.000Z');
});

it('is over as they end, and has not begun a minute before they do', () => {
  expect(until('2026-12-01T12:00:00Z')).toBeNull();
  expect(until('2026-12-01T02:59:59Z')).toBeNull();
});

it('lasts within one day where they do not cross midnight', () => {
  const lunch = { ...night, quiet_from: '12:00', quiet_until: '13:00' };
  expect(until('2026-12-01T17:30:00Z', lunch)).toBe('2026-12-01T18:00:00.000Z');
  expect(until('2026-12-01T18:00:00Z', lunch)).toBeNull();
});

it('ends by the clock on the wall where that is changed in the night', () => {
  // On 1 November 2026 New York sets its clocks back at two.
  expect(until('2026-11-01T03:00:00Z')).toBe('2026-11-01T12:00:00.000Z');
});

it('is none without hours or a time zone', () => {
  const at = new Date('2026-12-01T03:00:00Z');
  expect(quietUntil({ ...night, quiet_from: null, quiet_until: null }, at)).toBeNull();
  expect(quietUntil({ ...night, time_zone: null }, at)).toBeNull();
});
