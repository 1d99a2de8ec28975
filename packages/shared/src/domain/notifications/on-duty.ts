import { localText } from '../zones/offsets.ts';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

/** When somebody is on duty, week by week. Times of day, as 22:00; 24:00 is the end of the day. */
export type Shift = {
  user_id: string;
  days: readonly Day[];
  starts: string;
  ends: string;
  time_zone: string;
};

/** A shift that ends before it starts, or as it starts, ends on the next day. */
export function isOnDuty({ days, starts, ends, time_zone }: Shift, now: Date): boolean {
  const [date = '', time = ''] = localText(time_zone, now.getTime()).split('T');
  const weekday = (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7;
  const worksOn = (day: number) => days.some((one) => one === DAYS[day]);
  if (starts < ends) return worksOn(weekday) && starts <= time && time < ends;
  return (worksOn(weekday) && starts <= time) || (worksOn((weekday + 6) % 7) && time < ends);
}
