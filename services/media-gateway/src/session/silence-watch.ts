/** What is due while the lead hears nothing although it is our turn. */
export type SilenceEvent = 'filler' | 'give-up';

export type SilenceTiming = {
  /** From when nothing is heard on: a sign that somebody is still there, and again after as long. */
  fillerMs: number;
  /** The voice model owes words for so long: it is as good as lost. */
  giveUpMs: number;
};

export const SILENCE_TIMING: SilenceTiming = { fillerMs: 2_000, giveUpMs: 8_000 };

/**
 * Watches for silence that is ours: it is our turn, and nothing of us can be heard. A lead who thinks
 * is not hurried. Holds no clock: every question says what time it is.
 */
export function createSilenceWatch({ fillerMs, giveUpMs }: SilenceTiming) {
  let sinceMs: number | null = null;
  let quietSinceMs = 0;
  /** The model was asked for words, or has heard a sentence that wants an answer. */
  let owed = true;

  return {
    owesWords() {
      owed = true;
    },
    /** It speaks, or has nothing to say. */
    settled() {
      owed = false;
      sinceMs = null;
    },
    owes: () => owed,
    /** For how long it has been our turn, in silence. */
    silentForMs: (nowMs: number) => (sinceMs === null ? 0 : nowMs - sinceMs),

    /** `ours`: it is our turn, and everything that was sent has been played. */
    look(nowMs: number, ours: boolean): SilenceEvent | null {
      if (!ours) {
        sinceMs = null;
        return null;
      }
      if (sinceMs === null) sinceMs = quietSinceMs = nowMs;
      if (nowMs - sinceMs >= giveUpMs) {
        sinceMs = null;
        return 'give-up';
      }
      if (nowMs - quietSinceMs < fillerMs) return null;
      quietSinceMs = nowMs;
      return 'filler';
    },
  };
}
