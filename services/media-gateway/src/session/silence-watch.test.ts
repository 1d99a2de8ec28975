import { describe, expect, it } from '@jest/globals';
import { createSilenceWatch } from './silence-watch.ts';

/** Checks four times a second, as a session does; returns the results with their times. */
function watched(untilMs: number, oursAt: (ms: number) => boolean) {
  const watch = createSilenceWatch({ fillerMs: 2_000, giveUpMs: 8_000 });
  const seen = [];
  for (let ms = 0; ms <= untilMs; ms += 250) {
    const event = watch.check(ms, oursAt(ms));
    if (event) seen.push([ms, event]);
  }
  return seen;
}

describe('silence that is ours', () => {
  it('is broken within three seconds, repeatedly, and ends when the model is given up', () => {
    expect(watched(9_000, () => true).slice(0, 4)).toEqual([
      [2_000, 'filler'],
      [4_000, 'filler'],
      [6_000, 'filler'],
      [8_000, 'give-up'],
    ]);
  });

  it('does not count while the lead speaks or thinks', () => {
    expect(watched(60_000, () => false)).toEqual([]);
  });

  it('starts again when it is our turn again', () => {
    expect(watched(5_500, (ms) => ms < 1_500 || ms >= 3_000)).toEqual([[5_000, 'filler']]);
  });
});
