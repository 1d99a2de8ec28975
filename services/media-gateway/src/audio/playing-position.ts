/** A mark often enough to know the position within a word or two. */
const MARK_EVERY_MS = 400;
/** The carrier plays whole frames: the first frame of new audio is heard as soon as it arrives. */
const FRAME_MS = 20;
/** If an echo gets lost, the clock decides after this. */
const ECHO_PATIENCE_MS = 2_000;

/**
 * How much of the audio the carrier has played. Audio is sent much faster than it is played, so the
 * position comes from the echoes of marks, and from the clock between them.
 */
export function createPlayingPosition() {
  // Positions count the milliseconds sent since the last clear; a generation is what lies between.
  let generation = 0;
  let [sentMs, markedMs, echoedMs, anchorMs] = [0, 0, 0, 0];
  let anchorAtMs = 0;

  const at = (nowMs: number) => Math.min(sentMs, anchorMs + Math.max(0, nowMs - anchorAtMs));

  const mark = () => {
    markedMs = sentMs;
    return `${generation}:${sentMs}`;
  };

  return {
    at,
    sentMs: () => sentMs,
    isAtEnd: (nowMs: number) => at(nowMs) >= sentMs,

    /** All audio so far has been played: the clock starts anew from here. */
    startAnew(nowMs: number) {
      anchorMs = sentMs;
      anchorAtMs = nowMs - FRAME_MS;
    },

    sent(lengthMs: number) {
      sentMs += lengthMs;
    },

    /** The name of the mark to send now, or null. */
    markDue: () => (sentMs - markedMs >= MARK_EVERY_MS ? mark() : null),
    /** The name of the mark that closes the audio so far, or null if it is marked already. */
    lastMark: () => (sentMs > markedMs ? mark() : null),

    /** An echo from before a clear says nothing about what was played. */
    echo(name: string, nowMs: number) {
      const [from, echoed] = name.split(':').map(Number);
      if (from !== generation || echoed === undefined || !(echoed > echoedMs)) return;
      echoedMs = Math.min(echoed, sentMs);
      anchorMs = echoedMs;
      anchorAtMs = nowMs;
    },

    /** Whether the carrier still has audio to play. */
    isHolding: (nowMs: number) => at(nowMs) < sentMs || echoedMs < markedMs,

    /** The carrier drops the audio that it has not played. */
    clear(nowMs: number) {
      generation += 1;
      sentMs = markedMs = echoedMs = anchorMs = 0;
      anchorAtMs = nowMs;
    },

    /** Whether the lead has heard everything that was sent. */
    playedOut(nowMs: number): boolean {
      if (sentMs <= echoedMs) return true;
      return nowMs - anchorAtMs >= sentMs - anchorMs + ECHO_PATIENCE_MS;
    },
  };
}
