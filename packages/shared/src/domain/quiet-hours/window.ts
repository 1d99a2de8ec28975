import { isZone, localText, nextChange, offsetMsAt } from '../zones/offsets.ts';
import { ALL_CANADIAN_ZONES } from '../zones/region-zones.ts';
import { zoneDataIsCurrent } from '../zones/zone-data.ts';
import {
  clockMs,
  type DayPlan,
  dayPlan,
  jurisdictionsOf,
  type OperatorHours,
  zonesOfRows,
} from './day-hours.ts';

const DAY = 86_400_000;
const HORIZON_MS = 8 * DAY;

/** Where the lead may be; `zonesOf` makes it. */
export type CallingPlace = {
  zones: readonly string[];
  regions: readonly string[];
  country: string | null;
};

/** Why the answer is what it is, as plain JSON for a decision record. */
export type WindowEvidence = {
  zones: string[];
  /** Ids of the rows that hold on the lead's local day, in any of the zones. */
  rules: string[];
  operator: OperatorHours | null;
  /** The wall clock of each zone, 'YYYY-MM-DDTHH:mm'. */
  local: Record<string, string>;
  /** The zones that are outside their hours. */
  shut: string[];
};

export type CallingWindow =
  | { kind: 'open'; until: Date; evidence: WindowEvidence }
  | { kind: 'closed'; opensAt: Date; evidence: WindowEvidence }
  | {
      kind: 'unknown';
      reason:
        | 'no_zone'
        | 'invalid_zone'
        | 'stale_zone_data'
        | 'invalid_operator_hours'
        | 'never_opens';
    };

/**
 * Whether a lead may be contacted at a moment, and until or from when: the intersection, over every
 * zone in which the lead may be, of federal, state and operator hours. The start counts, the end
 * does not. What is not known is `unknown`, which callers treat as shut.
 */
export function callingWindow(
  place: CallingPlace,
  operator: OperatorHours | null,
  at: Date,
  zoneDataCurrent: boolean = zoneDataIsCurrent(),
): CallingWindow {
  if (place.zones.length === 0) return { kind: 'unknown', reason: 'no_zone' };
  if (!place.zones.every(isZone)) return { kind: 'unknown', reason: 'invalid_zone' };
  if (operator && !(clockMs(operator.opens) < clockMs(operator.closes))) {
    return { kind: 'unknown', reason: 'invalid_operator_hours' };
  }

  const jurisdictions = jurisdictionsOf(place.regions, place.country);
  const canadian = jurisdictions.includes('CA') || place.zones.some(isCanadian);
  if (canadian && !zoneDataCurrent) {
    return { kind: 'unknown', reason: 'stale_zone_data' };
  }

  const zones = [...new Set([...place.zones, ...zonesOfRows(jurisdictions)])];
  const plan = dayPlan(jurisdictions, operator);
  const atMs = at.getTime();
  const evidence = evidenceFor(zones, plan, operator, atMs);

  if (evidence.shut.length === 0) {
    const ends = zones.map((zone) => closingAfter(zone, plan, atMs));
    return { kind: 'open', until: new Date(Math.min(...ends)), evidence };
  }
  const opensAt = commonOpening(zones, plan, atMs);
  if (opensAt === null) return { kind: 'unknown', reason: 'never_opens' };
  return { kind: 'closed', opensAt: new Date(opensAt), evidence };
}

function isCanadian(zone: string): boolean {
  return zone.startsWith('Canada/') || ALL_CANADIAN_ZONES.includes(zone);
}

// Each zone pushes the moment on to its own next opening, until none has an objection.
function commonOpening(zones: readonly string[], plan: DayPlan, fromMs: number): number | null {
  const limit = fromMs + HORIZON_MS;
  let at = fromMs;
  for (;;) {
    let next = at;
    for (const zone of zones) next = openingFrom(zone, plan, next, limit);
    if (next > limit) return null;
    if (next === at) return at;
    at = next;
  }
}

/** The first instant from `fromMs` on at which one zone is open; past the limit if there is none. */
function openingFrom(zone: string, plan: DayPlan, fromMs: number, limit: number): number {
  let at = fromMs;
  while (at <= limit) {
    const { offset, midnight, clock, opensMs, closesMs } = localDay(zone, plan, at);
    if (clock >= opensMs && clock < closesMs) return at;
    const ahead = clock < opensMs && opensMs < closesMs ? opensMs : DAY;
    // A jump of the clocks ends this reckoning: look again from there.
    at = Math.min(midnight + ahead - offset, nextChange(zone, at));
  }
  return at;
}

/** The first instant after an open one at which the zone is shut. */
function closingAfter(zone: string, plan: DayPlan, openMs: number): number {
  const limit = openMs + HORIZON_MS;
  let at = openMs;
  while (at < limit) {
    const { offset, midnight, clock, opensMs, closesMs } = localDay(zone, plan, at);
    if (clock < opensMs || clock >= closesMs) return at;
    at = Math.min(midnight + closesMs - offset, nextChange(zone, at));
  }
  return limit;
}

/** The day of the zone that an instant falls in: what its clock shows, and when it is open. */
function localDay(zone: string, plan: DayPlan, at: number) {
  const offset = offsetMsAt(zone, at);
  const midnight = Math.floor((at + offset) / DAY) * DAY;
  return { offset, midnight, clock: at + offset - midnight, ...plan(midnight) };
}

function evidenceFor(
  zones: string[],
  plan: DayPlan,
  operator: OperatorHours | null,
  atMs: number,
): WindowEvidence {
  const rules = new Set<string>();
  const local: Record<string, string> = {};
  const shut: string[] = [];
  for (const zone of zones) {
    const clock = atMs + offsetMsAt(zone, atMs);
    const midnight = Math.floor(clock / DAY) * DAY;
    const hours = plan(midnight);
    for (const id of hours.rules) rules.add(id);
    local[zone] = localText(zone, atMs);
    if (clock - midnight < hours.opensMs || clock - midnight >= hours.closesMs) shut.push(zone);
  }
  return { zones, rules: [...rules], operator, local, shut };
}
