import { describe, expect, it } from '@jest/globals';
import { createSilenceWatch } from './silence-watch.ts';

/** Looks four times a second, as a session does; what came of it, with its moment. */
function watched(untilMs: number, oursAt: (ms: number) => boolean) {
  const watch = createSilenceWatch({ fillerMs: 2_000, giveUpMs: 8_000 });
  const seen = [];
  for (let ms = 0; ms <= untilMs; ms += 250) {
    const event = watch.look(ms, oursAt(ms));
    if (event) seen.push([ms, event]);
  }
  return seen;
}

describe('silence that is ours', () => {
  it('is broken within three seconds, again and again, and ends with the model given up', () => {
    expect(watched(9_000, () => true).slice(0, 4)).toEqual([
      [2_000, 'filler'],
      [4_000, 'filler'],
      [6_000, 'filler'],
      [8_000, 'give-up'],
    ]);
  });

  it('is none while the lead speaks or thinks', () => {
    expect(watched(60_000, () => false)).toEqual([]);
  });

  it('counts anew when it is our turn again', () => {
    expect(watched(5_500, (ms) => ms < 1_500 || ms >= 3_000)).toEqual([[5_000, 'filler']]);
  });
});
