/** The carrier often says that a call is over before its last words are written. */
const LAST_WORDS_MS = 3_000;

type Ended = {
  endedAt: Date;
  /** When we knew of it: after an outage of the database the words come late, too. */
  settledAt: Date | null;
  /** Since when a stream is open of which nobody has told the end; null: none is. */
  streamOpenSince: string | null;
  /** How many streams it had. */
  streams: number;
};

/** From when on a call that has ended can be read as a whole. The end of a stream brings its last words. */
export function wordsCompleteAt({ endedAt, settledAt, streamOpenSince, streams }: Ended): Date {
  if (streams > 0 && streamOpenSince === null) return endedAt;
  return new Date(Math.max(endedAt.getTime(), settledAt?.getTime() ?? 0) + LAST_WORDS_MS);
}
