import type { Now } from './clock.ts';

export type ArrivalStamps = ReturnType<typeof createArrivalStamps>;

/** The most arrivals in a millisecond that stay distinct. */
export const MICROS_PER_MS = 1_000;

/**
 * Moments of arrival in microseconds, in a format that sorts as text. The clock gives the
 * milliseconds and a counter the rest: no two of one process are equal, and none is before an
 * earlier one, also when the clock is set back.
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

/** A moment without a stamp, in the same format. */
export const stampAt = (at: Date): string => stampOfMicros(at.getTime() * MICROS_PER_MS);
