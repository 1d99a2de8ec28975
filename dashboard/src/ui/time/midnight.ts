import { offsetMinutes } from './there.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * When a day ("2026-12-01") begins for a reader, as ISO 8601; `later` days after it. Null: no such day. The
 * zone's clock is asked twice, since it may change between midnight there and midnight in Greenwich.
 */
export function midnightOf(day: string, timeZone: string | undefined, later = 0): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const utc = Date.parse(`${day}T00:00:00Z`);
  // The thirtieth of February would be another day.
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== day) return null;
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const wanted = utc + later * DAY_MS;
  const guess = wanted - (offsetMinutes(zone, wanted) ?? 0) * MINUTE_MS;
  return new Date(wanted - (offsetMinutes(zone, guess) ?? 0) * MINUTE_MS).toISOString();
}
