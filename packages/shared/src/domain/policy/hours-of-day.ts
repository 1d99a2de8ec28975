import {
  clockMs,
  dayPlan,
  jurisdictionsOf,
  type OperatorHours,
  zonesOfRows,
} from '../quiet-hours/day-hours.ts';
import { isZone, offsetMsAt } from '../zones/offsets.ts';
import type { LeadZones } from '../zones/zones-of.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Hours of one day by the clock of a place: 'HH:MM', '24:00' being its end. */
export type HoursOfDay = { from: string; to: string };

/**
 * The hours of today in which a lead may be contacted wherever the lead may be, by the clock of the
 * first of the zones. None: not today, or nobody knows where that is.
 */
export function hoursOfDay(
  place: Pick<LeadZones, 'zones' | 'regions' | 'country'>,
  operator: OperatorHours | null,
  at: Date,
): HoursOfDay[] {
  const [first] = place.zones;
  if (first === undefined || !place.zones.every(isZone)) return [];
  if (operator && !(clockMs(operator.opens) < clockMs(operator.closes))) return [];
  const jurisdictions = jurisdictionsOf(place.regions, place.country);
  const plan = dayPlan(jurisdictions, operator);
  const offset = offsetMsAt(first, at.getTime());
  const midnight = Math.floor((at.getTime() + offset) / DAY) * DAY;
  let from = 0;
  let to = DAY;
  for (const zone of new Set([...place.zones, ...zonesOfRows(jurisdictions)])) {
    const { opensMs, closesMs } = plan(midnight);
    // What is ten o'clock there is another hour by the first clock.
    const shift = offset - offsetMsAt(zone, at.getTime());
    from = Math.max(from, opensMs + shift);
    to = Math.min(to, closesMs + shift);
  }
  return from < to ? [{ from: clock(from), to: clock(to) }] : [];
}

function clock(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
