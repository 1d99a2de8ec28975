/** The carrier often reports the end of a call before its last words are written. */
const LAST_WORDS_MS = 3_000;

type Ended = {
  endedAt: Date;
  /** When we recorded its end: after an outage of the database the words come late, too. */
  settledAt: Date | null;
  /** When the open stream began whose end was not reported; null: no stream is open. */
  streamOpenSince: string | null;
  /** How many streams it had. */
  streams: number;
};

/** From when on an ended call can be read as a whole. The end of a stream brings its last words. */
export function wordsCompleteAt({ endedAt, settledAt, streamOpenSince, streams }: Ended): Date {
  if (streams > 0 && streamOpenSince === null) return endedAt;
  return new Date(Math.max(endedAt.getTime(), settledAt?.getTime() ?? 0) + LAST_WORDS_MS);
}
