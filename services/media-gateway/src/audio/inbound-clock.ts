/** The carrier leaves gaps during silence; the model's speech detector needs every millisecond. */
const LONGEST_HOLE_MS = 10_000;
/** Timestamps may vary by a frame without a loss. */
const WOBBLE_MS = 40;
const STALLED_MS = 750;
const STALL_PADDING_MS = 1_000;

export type InboundClock = ReturnType<typeof createInboundClock>;

/** Computes how much silence to insert before a frame, and when no frame comes at all. */
export function createInboundClock() {
  let expectedMs: number | null = null;
  let lastFrameAtMs: number | null = null;
  let stalledPadded = false;

  return {
    /** Milliseconds of silence to insert before this frame. */
    frame(timestampMs: number, lengthMs: number, nowMs: number): number {
      const gap = expectedMs === null ? 0 : timestampMs - expectedMs;
      lastFrameAtMs = nowMs;
      stalledPadded = false;
      if (gap < WOBBLE_MS) {
        // Behind what was padded already, or on time: only ever move forward.
        expectedMs = Math.max(expectedMs ?? 0, timestampMs) + lengthMs;
        return 0;
      }
      expectedMs = timestampMs + lengthMs;
      return Math.min(gap, LONGEST_HOLE_MS);
    },

    /** Milliseconds of silence to insert because the lead speaks but no audio has come lately. */
    stalled(nowMs: number, callerSpeaking: boolean): number {
      if (!callerSpeaking || stalledPadded || lastFrameAtMs === null) return 0;
      if (nowMs - lastFrameAtMs < STALLED_MS) return 0;
      stalledPadded = true;
      if (expectedMs !== null) expectedMs += STALL_PADDING_MS;
      return STALL_PADDING_MS;
    },

    /** How long the carrier has sent nothing, in milliseconds. */
    quietForMs: (nowMs: number, sinceMs: number) => nowMs - (lastFrameAtMs ?? sinceMs),
  };
}
