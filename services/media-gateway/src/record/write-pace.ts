/** Long enough for a turn and its first correction to be written together. */
const SOON_MS = 50;
const LONGEST_BACKOFF_MS = 30_000;

export type Pace = {
  /** When the last round began. */
  lastRoundMs: number;
  /** How long the next round waits during an outage of the database; 0 otherwise. */
  backoffMs: number;
  /** No round before this. */
  notBeforeMs: number;
};

export const AT_REST: Pace = {
  lastRoundMs: Number.NEGATIVE_INFINITY,
  backoffMs: 0,
  notBeforeMs: 0,
};

/** How long the next round waits: almost no time after a pause, otherwise until `everyMs` have passed. */
export function msUntilRound(pace: Pace, everyMs: number, nowMs: number): number {
  const restMs = pace.lastRoundMs + everyMs - nowMs;
  const paceMs = Math.min(everyMs, Math.max(SOON_MS, restMs));
  return Math.max(paceMs, pace.notBeforeMs - nowMs);
}

/** The pace after a round: each failed round doubles the wait. */
export function paceAfter(pace: Pace, allWell: boolean, everyMs: number, nowMs: number): Pace {
  const backoffMs = allWell ? 0 : Math.min(LONGEST_BACKOFF_MS, (pace.backoffMs || everyMs) * 2);
  return { ...pace, backoffMs, notBeforeMs: nowMs + backoffMs };
}
