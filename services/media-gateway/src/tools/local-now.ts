import type { OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import { localText } from '@ringback/shared/domain/zones/offsets.ts';
import { zonesOf } from '@ringback/shared/domain/zones/zones-of.ts';

/** The lead's time zone; null when it is unknown. */
export function leadZone({ lead, call }: Pick<OpenedSession, 'lead' | 'call'>): string | null {
  return zonesOf({ ...lead, phone: lead?.phone ?? call.lead_phone }).zones[0] ?? null;
}

/** Such as '2026-11-20T13:05 Friday'. */
export function localNow(zone: string | null, now: Date): string {
  const minute = zone ? localText(zone, now.getTime()) : now.toISOString().slice(0, 16);
  const weekday = new Date(`${minute}Z`).toLocaleDateString('en-US', {
    weekday: 'long',
    timeZone: 'UTC',
  });
  return `${minute} ${weekday}`;
}
