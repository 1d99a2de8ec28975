import { dayKey } from '../../../ui/time/moments.ts';

/** No zone changes its day, or its offset, within a quarter of an hour. */
const QUARTER_MS = 15 * 60_000;

const known = new Map<string, Map<number, string>>();

/** The day of a moment in a zone; worked out once for each quarter of an hour. */
export function dayIn(timeZone: string | undefined): (at: number) => string {
  const days = known.get(timeZone ?? '') ?? new Map<number, string>();
  known.set(timeZone ?? '', days);
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const day = days.get(quarter) ?? dayKey(quarter * QUARTER_MS, { now: 0, timeZone });
    days.set(quarter, day);
    return day;
  };
}
