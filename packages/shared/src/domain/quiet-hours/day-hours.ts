import { isHoliday } from './holidays.ts';
import { QUIET_HOURS_RULES, type QuietHoursRule } from './rules.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Hours within one local day, in milliseconds since local midnight: `opens` up to `closes`. */
export type DayHours = {
  opensMs: number;
  closesMs: number;
  /** Ids of the rows that apply on this day, and of those that close it. */
  rules: readonly string[];
};

/** The operator's own hours, in the lead's local time; '24:00' is the end of the day. */
export type OperatorHours = { opens: string; closes: string };

/** What must apply in a zone, day by day. */
export type DayPlan = (localMidnightMs: number) => DayHours;

const OUTLYING_US = new Set(['PR', 'VI', 'GU', 'AS', 'MP']);

/**
 * The jurisdictions whose rows bind a call to a lead. Never empty: a country without rows has a
 * default.
 */
export function jurisdictionsOf(regions: readonly string[], country: string | null): string[] {
  const countries = new Set(regions.map((region) => region.slice(0, 2)));
  if (country) countries.add(OUTLYING_US.has(country) ? 'US' : country);
  const known = [...countries].map((c) => (rowsOf(c).length > 0 ? c : 'ANY'));
  if (known.length === 0) known.push('ANY');
  return [...new Set([...known, ...regions.filter((region) => rowsOf(region).length > 0)])];
}

/** The intersection of the operator's hours with those of every jurisdiction, for any local day. */
export function dayPlan(jurisdictions: readonly string[], operator: OperatorHours | null): DayPlan {
  const opensMs = operator ? clockMs(operator.opens) : 0;
  const closesMs = operator ? clockMs(operator.closes) : DAY;

  return (localMidnightMs) => {
    const hours = { opensMs, closesMs, rules: [] as string[] };
    for (const jurisdiction of jurisdictions) {
      narrow(hours, jurisdiction, localMidnightMs);
    }
    return hours;
  };
}

/** 'HH:MM' as milliseconds since midnight, '24:00' included; NaN for anything else. */
export function clockMs(text: string): number {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (found) return (Number(found[1]) * 60 + Number(found[2])) * MINUTE;
  return text === '24:00' ? DAY : Number.NaN;
}

function narrow(
  hours: { opensMs: number; closesMs: number; rules: string[] },
  jurisdiction: string,
  localMidnightMs: number,
): void {
  const localDay = new Date(localMidnightMs).toISOString().slice(0, 10);
  const weekday = new Date(localMidnightMs).getUTCDay();
  const inForce = rowsOf(jurisdiction).filter(
    (row) => row.effective_from <= localDay && localDay <= (row.effective_to ?? '9999'),
  );
  const today = inForce.filter((row) => row.days.some((day) => day === weekday));

  if (inForce.length > 0 && today.length === 0) {
    hours.closesMs = 0;
    hours.rules.push(...inForce.map((row) => row.id));
  }
  for (const row of today) {
    const holiday = row.closed_on_holidays && isHoliday(jurisdiction, localDay);
    hours.opensMs = Math.max(hours.opensMs, clockMs(row.opens));
    hours.closesMs = holiday ? 0 : Math.min(hours.closesMs, clockMs(row.closes));
    hours.rules.push(row.id);
  }
}

const rowsByJurisdiction = new Map<string, QuietHoursRule[]>();
for (const row of QUIET_HOURS_RULES) {
  const rows = rowsByJurisdiction.get(row.jurisdiction) ?? [];
  rowsByJurisdiction.set(row.jurisdiction, [...rows, row]);
}

function rowsOf(jurisdiction: string): readonly QuietHoursRule[] {
  return rowsByJurisdiction.get(jurisdiction) ?? [];
}

/** Zones in which a jurisdiction counts its hours besides the lead's own. */
export function zonesOfRows(jurisdictions: readonly string[]): string[] {
  const rows = jurisdictions.flatMap(rowsOf);
  return rows.flatMap((row) => (row.also_in_zone ? [row.also_in_zone] : []));
}
