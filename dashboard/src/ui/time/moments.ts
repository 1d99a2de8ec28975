import { formatter } from './formatter.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Where = { now: number; locale?: string | undefined; timeZone?: string | undefined };

const format = (at: number, options: Intl.DateTimeFormatOptions, { locale, timeZone }: Where) =>
  formatter(locale, { ...options, ...(timeZone ? { timeZone } : {}) }).format(at);

/** The time of day: "10:21 AM". */
export const clockOf = (at: number, where: Where): string =>
  format(at, { hour: 'numeric', minute: '2-digit' }, where);

/** For a list: a clock today, a weekday within six days, then a date. */
export function shortMoment(at: number, where: Where): string {
  if (isSameDay(at, where.now, where)) return clockOf(at, where);
  const days = Math.abs(at - where.now) / DAY;
  if (days < 6) return format(at, { weekday: 'short' }, where);
  const isThisYear =
    format(at, { year: 'numeric' }, where) === format(where.now, { year: 'numeric' }, where);
  return format(
    at,
    { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) },
    where,
  );
}

/** In a sentence: "10:21 AM", "Tue 10:21 AM", "28 Nov, 10:21 AM". */
export function spokenMoment(at: number, where: Where): string {
  const day = shortMoment(at, where);
  const clock = clockOf(at, where);
  if (day === clock) return clock;
  return Math.abs(at - where.now) / DAY < 6 ? `${day} ${clock}` : `${day}, ${clock}`;
}

/** "Today", "Yesterday", else the whole day: "Saturday 28 November". */
export function dayName(at: number, where: Where): string {
  if (isSameDay(at, where.now, where)) return 'Today';
  if (isSameDay(at, where.now - DAY, where)) return 'Yesterday';
  return format(at, { weekday: 'long', day: 'numeric', month: 'long' }, where);
}

export const isSameDay = (a: number, b: number, where: Where): boolean =>
  dayKey(a, where) === dayKey(b, where);

/** The same text for all moments of one day, as it is where the viewer is. */
export const dayKey = (at: number, where: Where): string =>
  format(at, { year: 'numeric', month: '2-digit', day: '2-digit' }, { ...where, locale: 'en-CA' });

/** For a title: day, time and zone. */
export const fullMoment = (at: number, where: Where): string =>
  format(
    at,
    {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    },
    where,
  );

/** One unit if it can be: "9 s", "11 min", "37 hours", "3 days". */
export function spanOf(ms: number): string {
  const positive = Math.max(0, ms);
  if (positive < MINUTE) return `${Math.floor(positive / 1000)} s`;
  if (positive < 2 * HOUR) return `${Math.floor(positive / MINUTE)} min`;
  if (positive < 2 * DAY) return `${Math.floor(positive / HOUR)} hours`;
  return `${Math.floor(positive / DAY)} days`;
}

/** As on a stopwatch: "1:48", "1:02:09". */
export function stopwatch(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
