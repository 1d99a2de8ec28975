import { expect, it } from '@jest/globals';
import { shownCalls } from './shown-calls.ts';

const call = (id: string, minute: number, status: 'ringing' | 'completed' = 'completed') => ({
  id,
  status,
  direction: 'outbound' as const,
  origin: 'api',
  campaign_id: null,
  created_at: `2026-12-01T10:${minute}:00Z`,
});
const calls = [call('old', 10), call('a', 20, 'ringing'), call('b', 30), call('new', 40)];
const shown = (filter: Parameters<typeof shownCalls>[2]) => {
  const { shown, arrived } = shownCalls(calls, ['b', 'a'], filter);
  return [shown.map(({ id }) => id), arrived];
};

it('keeps the order in which the calls were read, and counts those that came since', () => {
  expect(shown({})).toEqual([['b', 'a'], 1]);
  expect(shown({ direction: 'inbound' })).toEqual([['b', 'a'], 0]);
  expect(shown({ campaign_id: 'c' })).toEqual([['b', 'a'], 0]);
});

it('keeps a call in its place that no longer has the status', () => {
  expect(shown({ status: 'ringing' })).toEqual([['b', 'a'], 0]);
});

it.each([{ outcome: 'qualified' }, { q: 'words' }, { view: 'booked' }, { sort: 'cost' }] as const)(
  'does not guess whether a new call belongs to %j',
  (filter) => {
    expect(shown(filter)).toEqual([['b', 'a'], 0]);
  },
);
