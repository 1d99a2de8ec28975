import { describe, expect, it } from '@jest/globals';
import { DEFAULT_REDIAL_POLICY, redial } from './redial.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('redial', () => {
  it.each([
    ['busy', 1, 10 * MINUTE],
    ['busy', 2, 10 * MINUTE],
    ['no_answer', 1, 2 * HOUR],
    ['no_answer', 2, 4 * HOUR],
    ['voicemail', 1, 4 * HOUR],
    ['voicemail', 2, 8 * HOUR],
    ['failed', 1, 15 * MINUTE],
  ] as const)('after %s on dial %i waits %i ms', (endedAs, dial, afterMs) => {
    expect(redial({ endedAs, dial, dialsToday: dial })).toEqual({ kind: 'redial', afterMs });
  });

  it.each([
    ['completed', 'reached'],
    ['canceled', 'canceled'],
  ] as const)('never calls back after %s, however few the dials', (endedAs, reason) => {
    expect(redial({ endedAs, dial: 1, dialsToday: 1 })).toEqual({ kind: 'stop', reason });
  });

  it('gives up a number that cannot be rung', () => {
    expect(redial({ endedAs: 'failed', dial: 1, dialsToday: 1, badNumber: true })).toEqual({
      kind: 'stop',
      reason: 'bad_number',
    });
  });

  it('stops after the third attempt of a request', () => {
    expect(redial({ endedAs: 'busy', dial: 3, dialsToday: 1 })).toEqual({
      kind: 'stop',
      reason: 'dials_spent',
    });
  });

  it('stops when other requests have used up the day', () => {
    expect(redial({ endedAs: 'busy', dial: 1, dialsToday: 3 })).toEqual({
      kind: 'stop',
      reason: 'day_spent',
    });
  });

  it('follows the policy it is given', () => {
    const policy = { ...DEFAULT_REDIAL_POLICY, busyAfterMs: MINUTE, maxDials: 5 };
    expect(redial({ endedAs: 'busy', dial: 4, dialsToday: 1, policy })).toEqual({
      kind: 'redial',
      afterMs: MINUTE,
    });
  });
});
