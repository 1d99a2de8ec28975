import type { Now } from './clock.ts';

export type ArrivalStamps = ReturnType<typeof createArrivalStamps>;

/** As many may arrive in a millisecond and still be told apart. */
export const MICROS_PER_MS = 1_000;

/**
 * Moments of arrival in microseconds, written so that they sort as text. The clock gives the
 * milliseconds and a counter the rest: no two of one process are alike, and none is before the one
 * that was given out before it, also when the clock is set back.
 */
export function createArrivalStamps(now: Now) {
  let last = 0;
  return (): string => {
    last = Math.max(now().getTime() * MICROS_PER_MS, last + 1);
    return stampOfMicros(last);
  };
}

/** Of microseconds since 1970. */
export function stampOfMicros(micros: number): string {
  const ms = Math.floor(micros / MICROS_PER_MS);
  const rest = String(micros - ms * MICROS_PER_MS).padStart(3, '0');
  return new Date(ms).toISOString().replace('Z', `${rest}Z`);
}

/** A moment that nobody stamped, in the same writing. */
export const stampAt = (at: Date): string => stampOfMicros(at.getTime() * MICROS_PER_MS);
