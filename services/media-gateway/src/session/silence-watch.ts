/** What is due while the lead hears nothing although it is our turn. */
export type SilenceEvent = 'filler' | 'give-up';

export type SilenceTiming = {
  /** After this silence a tone shows that the call is connected, and again after as long. */
  fillerMs: number;
  /** A voice model that owes a reply for so long counts as lost. */
  giveUpMs: number;
};

export const SILENCE_TIMING: SilenceTiming = { fillerMs: 2_000, giveUpMs: 8_000 };

/**
 * Watches for silence that is ours: it is our turn, and the lead hears nothing. A thinking lead is
 * not interrupted. Holds no clock: every call passes the time.
 */
export function createSilenceWatch({ fillerMs, giveUpMs }: SilenceTiming) {
  let sinceMs: number | null = null;
  let quietSinceMs = 0;
  /** The model was asked for words, or has received a sentence that needs an answer. */
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
    check(nowMs: number, ours: boolean): SilenceEvent | null {
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
