import { offsetMinutes } from '../../../ui/time/there.ts';

type Where = { now: number; timeZone?: string | undefined };

/** "Times are yours. Theirs are 2 hours earlier."; nothing where both clocks show the same. */
export function timesWords(zone: string | null, { now, timeZone }: Where): string {
  const ours = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [here, there] = [offsetMinutes(ours, now), zone && offsetMinutes(zone, now)];
  if (here === null || typeof there !== 'number' || here === there) return '';
  const apart = Math.abs(here - there) / 60;
  const hours = apart === 1 ? '1 hour' : `${apart.toLocaleString()} hours`;
  return `Times are yours. Theirs are ${hours} ${there < here ? 'earlier' : 'later'}.`;
}
