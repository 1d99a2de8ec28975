import { describe, expect, it } from '@jest/globals';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { afterFailure } from './after-failure.ts';

const away = (trouble?: string) =>
  new AppError('provider_unavailable', 'away', trouble ? { facts: { trouble } } : {});

describe('a model that failed to answer', () => {
  it('makes all turns wait while the model is unavailable', () => {
    expect(afterFailure(away('account'), 1, true)).toBe('wait_for_model');
    expect(afterFailure(away('away'), 9, true)).toBe('wait_for_model');
  });

  it('counts as this turn’s own failure where the model answers other turns, also while it pauses', () => {
    expect(afterFailure(away('account'), 1, false)).toBe('try_again');
    expect(afterFailure(away(), 1, true)).toBe('try_again');
  });

  it('goes to a person after the fourth attempt, and at once where the request is rejected', () => {
    expect([3, 4].map((tries) => afterFailure(away(), tries, false))).toEqual([
      'try_again',
      'hand_over',
    ]);
    expect(afterFailure(new AppError('provider_rejected', 'no'), 1, false)).toBe('hand_over');
  });

  it('is left to the queue during an outage of the database, however often it fails', () => {
    const error = new AppError('database_unavailable', 'away');
    expect(afterFailure(error, 1, false)).toBe('throw');
    expect(afterFailure(error, 9, false)).toBe('throw');
  });
});
