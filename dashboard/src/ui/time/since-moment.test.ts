import { expect, it } from '@jest/globals';
import { sinceMoment } from './since-moment.ts';

const NOW = Date.parse('2026-11-20T17:34:56.789Z');

it('is midnight where the reader is, so many days ago', () => {
  expect(sinceMoment('today', NOW, 'America/New_York')).toBe('2026-11-20T05:00:00.000Z');
  expect(sinceMoment('7d', NOW, 'UTC')).toBe('2026-11-13T00:00:00.000Z');
  expect(sinceMoment('30d', NOW, 'Asia/Kolkata')).toBe('2026-10-20T18:30:00.000Z');
});

it('is the same all day long', () => {
  expect(sinceMoment('today', NOW + 3_600_000, 'UTC')).toBe(sinceMoment('today', NOW, 'UTC'));
});
