import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { patience } from './patience.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a timeout for another party', () => {
  it('is over after its time', () => {
    const signal = patience(5_000);
    jest.advanceTimersByTime(4_999);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect([signal.aborted, (signal.reason as Error).name]).toEqual([true, 'TimeoutError']);
  });

  it('does not count time in which this process was busy', () => {
    const signal = patience(5_000);
    // A busy loop finds one due timer, however late it comes to it.
    jest.setSystemTime(Date.now() + 60_000);
    jest.advanceTimersToNextTimer();
    expect(signal.aborted).toBe(false);
  });
});
