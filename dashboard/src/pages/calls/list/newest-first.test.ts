import { expect, it } from '@jest/globals';
import { newestFirst } from './newest-first.ts';

const call = (id: string, minute: number, status: 'ringing' | 'completed' = 'completed') => ({
  id,
  status,
  direction: 'outbound' as const,
  created_at: `2026-12-01T10:${minute}:00Z`,
});
const ids = (calls: readonly { id: string }[]) => calls.map(({ id }) => id);

it('puts calls that came since before the listed ones, and leaves out older strangers', () => {
  const calls = [call('old', 10), call('a', 20), call('b', 30), call('new', 40)];
  expect(ids(newestFirst(calls, ['b', 'a'], {}))).toEqual(['new', 'b', 'a']);
  expect(ids(newestFirst(calls, ['b', 'a'], { outcome: 'qualified' }))).toEqual(['b', 'a']);
  expect(ids(newestFirst(calls, ['b', 'a'], { q: 'words' }))).toEqual(['b', 'a']);
  expect(ids(newestFirst(calls, ['b', 'a'], { direction: 'inbound' }))).toEqual([]);
});

it('drops a call that no longer has the status', () => {
  const calls = [call('a', 20, 'ringing'), call('b', 30)];
  expect(ids(newestFirst(calls, ['b', 'a'], { status: 'ringing' }))).toEqual(['a']);
});
