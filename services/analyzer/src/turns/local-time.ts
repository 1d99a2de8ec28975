import { localText } from '@ringback/shared/domain/zones/offsets.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The local time of a zone, or UTC where the zone is unknown: 'YYYY-MM-DDTHH:mm' and the day. */
export function localTime(zone: string | null, at: Date): { nowLocal: string; weekday: string } {
  const nowLocal = zone ? localText(zone, at.getTime()) : at.toISOString().slice(0, 16);
  return { nowLocal, weekday: WEEKDAYS[new Date(`${nowLocal}Z`).getUTCDay()] ?? '' };
}
