import { Temporal } from 'temporal-polyfill';

/**
 * Whether this runtime knows the zone. Fixed offsets and 'UTC' are no place, so they do not count.
 */
export function isZone(zone: string): boolean {
  if (!zone.includes('/') || zone.startsWith('Etc/')) return false;
  try {
    clockIn(zone, 0);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds to add to UTC for the wall clock of a zone. Throws RangeError for an unknown zone. */
export function offsetMsAt(zone: string, atMs: number): number {
  return clockIn(zone, atMs).offsetNanoseconds / 1_000_000;
}

/**
 * The next instant after `atMs` at which the zone's clocks change; Infinity where they never do.
 */
export function nextChange(zone: string, atMs: number): number {
  const next = clockIn(zone, atMs).getTimeZoneTransition('next');
  return next?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
}

/** The wall-clock date and minute of a zone as 'YYYY-MM-DDTHH:mm'. */
export function localText(zone: string, atMs: number): string {
  return clockIn(zone, atMs).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

function clockIn(zone: string, atMs: number): Temporal.ZonedDateTime {
  return new Temporal.ZonedDateTime(BigInt(atMs) * 1_000_000n, zone);
}
