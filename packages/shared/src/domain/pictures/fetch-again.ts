const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A carrier may name a picture some seconds before it has it, and be away for longer. */
const PAUSES_MS = [
  2 * SECOND,
  5 * SECOND,
  15 * SECOND,
  MINUTE,
  5 * MINUTE,
  20 * MINUTE,
  60 * MINUTE,
];

/** When a picture that could not be fetched is fetched again; null: not any more. */
export function fetchAgainAt(tries: number, now: Date): Date | null {
  const pause = PAUSES_MS[tries - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause);
}
