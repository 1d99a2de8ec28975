import { describe, expect, it } from '@jest/globals';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { afterFailure } from './after-failure.ts';

const away = (trouble?: string) =>
  new AppError('provider_unavailable', 'away', trouble ? { facts: { trouble } } : {});

describe('an answer that could not be had', () => {
  it('waits with all others while the model answers nobody', () => {
    expect(afterFailure(away('account'), 1, true)).toBe('wait_for_model');
    expect(afterFailure(away('away'), 9, true)).toBe('wait_for_model');
  });

  it('is this turn’s own trouble where the model answers others, also while it rests', () => {
    expect(afterFailure(away('account'), 1, false)).toBe('try_again');
    expect(afterFailure(away(), 1, true)).toBe('try_again');
  });

  it('goes to a person after the fourth try, and at once where it is refused for good', () => {
    expect([3, 4].map((tries) => afterFailure(away(), tries, false))).toEqual([
      'try_again',
      'hand_over',
    ]);
    expect(afterFailure(new AppError('provider_rejected', 'no'), 1, false)).toBe('hand_over');
  });

  it('is left to the queue where the database is away, however often', () => {
    const error = new AppError('database_unavailable', 'away');
    expect(afterFailure(error, 1, false)).toBe('throw');
    expect(afterFailure(error, 9, false)).toBe('throw');
  });
});
