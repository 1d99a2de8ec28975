import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createTicker } from './ticker.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function setup() {
  let at = 0;
  const ticker = createTicker(() => at);
  const pass = (ms: number) => {
    at += ms;
    jest.advanceTimersByTime(20);
  };
  return { ticker, pass };
}

describe('the ticker', () => {
  it('catches up with the time that passed, however late the timer was', () => {
    const { ticker, pass } = setup();
    let steps = 0;
    ticker.add(() => {
      steps += 1;
    });
    pass(27);
    pass(973);
    expect(steps).toBe(50);
  });

  it('counts for each stream from its own start', () => {
    const { ticker, pass } = setup();
    const steps = { first: 0, second: 0 };
    ticker.add(() => {
      steps.first += 1;
    });
    pass(100);
    ticker.add(() => {
      steps.second += 1;
    });
    pass(40);
    expect(steps).toEqual({ first: 7, second: 2 });
  });

  it('skips a stream that leaves in the middle of catching up', () => {
    const { ticker, pass } = setup();
    let steps = 0;
    const leave = ticker.add(() => {
      steps += 1;
      if (steps === 2) leave();
    });
    pass(200);
    expect(steps).toBe(2);
    expect(jest.getTimerCount()).toBe(0);
  });
});
