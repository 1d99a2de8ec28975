import { expect, it } from '@jest/globals';
import { nextPlaces, type Placed } from './places.ts';

const now = Date.parse('2026-12-01T10:00:00Z');
const call = (id: string, more: Partial<Placed> = {}): Placed => ({
  id,
  status: 'in_progress',
  ended_at: null,
  person_asked_at: null,
  ...more,
});
const ended = (id: string, secondsAgo: number) =>
  call(id, { status: 'completed', ended_at: new Date(now - secondsAgo * 1_000).toISOString() });

it('keeps the place of a call until it has been over for a minute', () => {
  expect(nextPlaces(['a', 'b'], [ended('a', 59), call('b')], now)).toEqual(['a', 'b']);
  expect(nextPlaces(['a', 'b'], [ended('a', 61), call('b')], now)).toEqual([null, 'b']);
});

it('gives a new call the first free place', () => {
  expect(nextPlaces([null, 'b'], [call('b'), call('c'), call('d')], now)).toEqual(['c', 'b', 'd']);
});

it('moves a call that asks for a person to the first place, once', () => {
  const asks = (id: string) => call(id, { person_asked_at: '2026-12-01T09:59:00Z' });
  expect(nextPlaces(['a', 'b'], [call('a'), asks('b')], now)).toEqual(['b', 'a']);
  expect(nextPlaces(['b', 'a'], [asks('a'), asks('b')], now)).toEqual(['b', 'a']);
});

it('has no place for planned calls, and none at the end that is free', () => {
  expect(nextPlaces(['a'], [call('p', { status: 'scheduled' }), ended('a', 90)], now)).toEqual([]);
});
