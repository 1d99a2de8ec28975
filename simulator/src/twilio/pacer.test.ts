import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createPacer } from './pacer.ts';

afterEach(() => {
  jest.useRealTimers();
});

describe('the pacer', () => {
  it('releases the first call at once and the others one after the other', async () => {
    jest.useFakeTimers();
    const pacer = createPacer(
      () => 2,
      () => 1000,
    );
    const { signal } = new AbortController();
    const turns = Promise.all([pacer.turn(signal), pacer.turn(signal), pacer.turn(signal)]);
    await jest.advanceTimersByTimeAsync(1000);
    expect(await turns).toEqual([0, 500, 1000]);
  });

  it('does not hold back a call that is cancelled', async () => {
    const pacer = createPacer(() => 0.001);
    const { signal } = new AbortController();
    await pacer.turn(signal);
    const canceled = new AbortController();
    const waiting = pacer.turn(canceled.signal);
    canceled.abort();
    expect(await waiting).toBeGreaterThan(0);
  });
});
