/** The carrier often says that a call is over before its last words are written. */
export const LAST_WORDS_MS = 3_000;

/**
 * From when on a call that has ended can be read as a whole. Counted from when we knew of its end: after
 * an outage of the database the words come late, too.
 */
export function wordsCompleteAt(endedAt: Date, settledAt: Date | null): Date {
  return new Date(Math.max(endedAt.getTime(), settledAt?.getTime() ?? 0) + LAST_WORDS_MS);
}
