import { FILLER, FILLER_MS } from '../audio/filler.ts';
import type { Line } from './session-deps.ts';

/** Lets the lead hear that the line lives while nobody can speak yet. */
export function createHoldTone(line: Pick<Line, 'play' | 'clear'>) {
  let untilMs = 0;
  return {
    play(nowMs: number) {
      line.play(FILLER, null);
      untilMs = nowMs + FILLER_MS;
    },
    /** Words have come: what is left of the tone is not to delay them. */
    cutShort(nowMs: number) {
      if (nowMs < untilMs) line.clear();
      untilMs = 0;
    },
  };
}
