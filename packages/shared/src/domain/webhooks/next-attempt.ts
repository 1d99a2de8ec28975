const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long to wait after each failed attempt, as the Standard Webhooks advise. */
const WAITS = [
  ...[5 * SECOND, 5 * MINUTE, 30 * MINUTE],
  ...[2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
];
const LONGEST_ASKED_MS = 24 * HOUR;

export const MOST_ATTEMPTS = WAITS.length + 1;

/**
 * When to retry after so many attempts; null: never. A receiver may ask for a longer pause.
 * `chance` (0 to 1) spreads attempts that failed at the same moment.
 */
export function nextAttempt(after: {
  attempts: number;
  askedMs: number | null;
  chance: number;
  now: Date;
}): Date | null {
  const wait = WAITS[after.attempts - 1];
  if (wait === undefined) return null;
  const asked = Math.min(after.askedMs ?? 0, LONGEST_ASKED_MS);
  return new Date(after.now.getTime() + Math.max(wait * (1 + 0.1 * after.chance), asked));
}
