import { FILLER, FILLER_MS } from '../audio/filler.ts';
import type { Line } from './session-deps.ts';

/** Plays a tone while no voice can speak yet, so that the lead hears that the call is connected. */
export function createHoldTone(line: Pick<Line, 'play' | 'clear'>) {
  let untilMs = 0;
  return {
    play(nowMs: number) {
      line.play(FILLER, null);
      untilMs = nowMs + FILLER_MS;
    },
    /** A reply has come: the rest of the tone must not delay it. */
    cutShort(nowMs: number) {
      if (nowMs < untilMs) line.clear();
      untilMs = 0;
    },
  };
}
