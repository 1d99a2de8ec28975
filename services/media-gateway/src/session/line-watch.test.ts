import { describe, expect, it } from '@jest/globals';
import { createLineWatch } from './line-watch.ts';

function setup(maxMs = 600_000) {
  const watch = createLineWatch(
    { startedAtMs: 0, maxMs },
    { silenceMs: 8_000, wrapUpMs: 30_000, halfOpenMs: 10_000 },
  );
  return {
    ...watch,
    at: (nowMs: number, quiet = true, noFramesForMs = 0) =>
      watch.check({ nowMs, quiet, noFramesForMs }),
  };
}

describe('a silent call', () => {
  it('is asked once whether the lead is there, then ended', () => {
    const watch = setup();
    expect([0, 7_999, 8_000, 8_001].map((at) => watch.at(at))).toEqual([
      null,
      null,
      'ask-if-there',
      null,
    ]);
    expect(watch.at(9_000, false)).toBeNull();
    expect(watch.at(10_000)).toBeNull();
    expect(watch.at(18_000)).toBe('give-up-silent');
  });

  it('starts again when the lead speaks', () => {
    const watch = setup();
    watch.at(0);
    expect(watch.at(8_000)).toBe('ask-if-there');
    watch.callerSpoke();
    watch.at(9_000);
    expect(watch.at(17_000)).toBe('ask-if-there');
  });
});

describe('the time limit of a call', () => {
  it('is announced before it is reached, each step once', () => {
    const watch = setup(60_000);
    expect([29_999, 30_000, 30_001, 60_000, 60_001].map((at) => watch.at(at, false))).toEqual([
      null,
      'wrap-up',
      null,
      'time-is-up',
      null,
    ]);
  });
});

it('treats a carrier as gone that has sent nothing for ten seconds', () => {
  expect(setup().at(20_000, false, 10_000)).toBe('half-open');
});
