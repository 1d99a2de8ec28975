const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** How long to wait after each failed attempt: what is said late is of little use. */
const WAITS = [30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE];

/** When to try again after so many attempts; null: never. */
export function nextTry(attempts: number, now: Date): Date | null {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}
