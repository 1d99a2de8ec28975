import { clockOf, spokenMoment } from './moments.ts';

type Where = { now: number; timeZone?: string | undefined };

/** "8:24 AM there": the clock where somebody is. Null where that is not known. */
export function clockThere(zone: string | null, now: number): string | null {
  if (zone === null) return null;
  try {
    return `${clockOf(now, { now, timeZone: zone })} there`;
  } catch {
    return null;
  }
}

/** "9:00 AM their time"; in the viewer's own time where the lead's zone is not known. */
export function momentThere(iso: string, zone: string | null, where: Where): string {
  const at = Date.parse(iso);
  if (zone === null) return spokenMoment(at, where);
  try {
    return `${spokenMoment(at, { now: where.now, timeZone: zone })} their time`;
  } catch {
    return spokenMoment(at, where);
  }
}

/** The time of day in a zone, in hours: 10.5 at half past ten. */
export function hourThere(zone: string, now: number): number | null {
  try {
    const parts = new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    }).formatToParts(now);
    const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
    return part('hour') + part('minute') / 60;
  } catch {
    return null;
  }
}

/** "Eastern Time", "India Time": as people call a zone. Null where no such zone is known. */
export function zoneName(zone: string, now: number): string | null {
  try {
    const parts = new Intl.DateTimeFormat(undefined, {
      timeZone: zone,
      timeZoneName: 'longGeneric',
    }).formatToParts(now);
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  } catch {
    return null;
  }
}

/** By how many minutes the clocks of a zone are ahead of UTC at a moment; null: no such zone. */
export function offsetMinutes(zone: string, now: number): number | null {
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      timeZoneName: 'longOffset',
    }).formatToParts(now);
    const told = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(told) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  } catch {
    return null;
  }
}
