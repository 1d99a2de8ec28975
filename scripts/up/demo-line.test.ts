import { expect, it } from '@jest/globals';
import { demoLine, isTold, outcomeLine } from './demo-line.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const run_at = '2026-11-20T12:00:00+00:00';

it.each([
  ['scheduled', null],
  ['ringing', 'the telephone rings'],
  ['in_progress', 'picks up'],
  ['busy', 'is busy; tried again later'],
])('says of a call that is %s: %s', (status, line) => {
  expect(demoLine({ status, run_at })).toBe(line);
});

it('says why a call is held', () => {
  expect(demoLine({ status: 'held', run_at, held_reason: 'quiet hours' })).toBe(
    'is held: quiet hours',
  );
});

it('waits for the judgement of a completed call, and for nothing after a busy one', () => {
  const analysis = { outcome: 'success', outcome_quote: 'Tuesday at ten' };
  expect(isTold({ status: 'completed', run_at, analysis: null }, NOW)).toBe(false);
  expect(isTold({ status: 'completed', run_at, analysis }, NOW)).toBe(true);
  expect(isTold({ status: 'busy', run_at }, NOW)).toBe(true);
  expect(outcomeLine({ status: 'completed', run_at, analysis })).toBe(
    'outcome success because of "Tuesday at ten"',
  );
});

it('waits for a call that is held for a moment, not for one that is held until tomorrow', () => {
  const tomorrow = '2026-11-21T08:00:00+00:00';
  expect(isTold({ status: 'held', run_at }, NOW)).toBe(false);
  expect(isTold({ status: 'held', run_at: tomorrow }, NOW)).toBe(true);
});
