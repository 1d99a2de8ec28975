/** How far back a list goes. */
export const SINCE = ['today', '7d', '30d'] as const;
export type Since = (typeof SINCE)[number];

const DAY_MS = 86_400_000;
const DAYS: Record<Since, number> = { today: 0, '7d': 7, '30d': 30 };

/**
 * The moment from which on, as ISO 8601: midnight of the reader's day so many days ago. It stays the same
 * for a day, so that the list is not fetched again every second.
 */
export function sinceMoment(since: Since, now: number, timeZone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...(timeZone === undefined ? {} : { timeZone }),
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(now);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const passed =
    ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1_000 + (now % 1_000);
  return new Date(now - passed - DAYS[since] * DAY_MS).toISOString();
}
