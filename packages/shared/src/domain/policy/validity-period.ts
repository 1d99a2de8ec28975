/**
 * What the carrier accepts, in seconds; with fewer than five it may drop a text before it has
 * tried.
 */
const LONGEST = 36_000;
const SHORTEST = 10;

/**
 * How long a carrier may keep a text in its queue: to the end of what the policy allows, never
 * beyond. Null when so little is left that the text should wait for the next window.
 */
export function validityPeriodSeconds(at: Date, allowedUntil: Date): number | null {
  const seconds = Math.floor((allowedUntil.getTime() - at.getTime()) / 1_000);
  return seconds < SHORTEST ? null : Math.min(seconds, LONGEST);
}
