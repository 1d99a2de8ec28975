import { expect, it } from '@jest/globals';
import { nextCalls, waitingByReason } from './waiting.ts';

const held = (held_rule: string, held_until: string | null) => ({
  status: 'held' as const,
  held_rule,
  held_reason: null,
  held_until,
  run_at: '2026-12-01T10:00:00Z',
});

it('counts held calls by their reason, and says when the first goes on', () => {
  const calls = [
    held('unknown_zone', null),
    held('quiet_hours', '2026-12-02T17:00:00Z'),
    held('quiet_hours', '2026-12-02T14:00:00Z'),
  ];
  expect(waitingByReason(calls)).toEqual([
    { rule: 'quiet_hours', count: 2, first: '2026-12-02T14:00:00Z' },
    { rule: 'unknown_zone', count: 1, first: null },
  ]);
});

it('lists planned calls, the earliest first', () => {
  const planned = (run_at: string) => ({
    ...held('x', null),
    status: 'scheduled' as const,
    run_at,
  });
  const [late, soon] = [planned('2026-12-01T12:00:00Z'), planned('2026-12-01T11:00:00Z')];
  expect(nextCalls([late, held('quiet_hours', null), soon], 5)).toEqual([soon, late]);
  expect(nextCalls([late, soon], 1)).toEqual([soon]);
});
