/** What time alone can bring about on a line. */
export type LineDue = 'ask-if-there' | 'give-up-silent' | 'wrap-up' | 'time-is-up' | 'half-open';

export type LineTiming = {
  /** Nobody speaks after the agent has finished. */
  silenceMs: number;
  /** Before the agent's limit: the model is told to come to an end. */
  wrapUpMs: number;
  /** Nothing comes from the carrier: its socket is dead. */
  halfOpenMs: number;
};

export const LINE_TIMING: LineTiming = { silenceMs: 8_000, wrapUpMs: 30_000, halfOpenMs: 10_000 };

type Look = {
  nowMs: number;
  /** Neither side makes or plays any sound. */
  quiet: boolean;
  /** How long the carrier has sent no frame. */
  noFramesForMs: number;
};

/** Says what is due, each thing once. */
export function createLineWatch(
  limits: { startedAtMs: number; maxMs: number },
  timing: LineTiming,
) {
  let quietSinceMs: number | null = null;
  let asked = 0;
  let wrappedUp = false;
  let over = false;

  return {
    /** The lead said something: the line is alive. */
    callerSpoke() {
      quietSinceMs = null;
      asked = 0;
    },

    look({ nowMs, quiet, noFramesForMs }: Look): LineDue | null {
      if (noFramesForMs >= timing.halfOpenMs) return 'half-open';
      if (!quiet) quietSinceMs = null;
      else quietSinceMs ??= nowMs;

      const passedMs = nowMs - limits.startedAtMs;
      if (passedMs >= limits.maxMs && !over) {
        over = true;
        return 'time-is-up';
      }
      if (passedMs >= limits.maxMs - timing.wrapUpMs && !wrappedUp) {
        wrappedUp = true;
        return 'wrap-up';
      }
      if (quietSinceMs === null || nowMs - quietSinceMs < timing.silenceMs) return null;
      quietSinceMs = null;
      asked += 1;
      return asked === 1 ? 'ask-if-there' : 'give-up-silent';
    },
  };
}
