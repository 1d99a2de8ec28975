import { z } from 'zod';
import { isZone, localText } from '../zones/offsets.ts';

const clock = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day such as 09:00');
const span = z
  .tuple([clock, clock])
  .refine(([opens, closes]) => opens < closes, 'opening before closing');
const spans = z.array(span).max(6);

export const OPEN_DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/**
 * When a business is open. A day that is not named is closed; an exception replaces the whole day.
 */
export const OpeningHours = z.strictObject({
  zone: z.string().max(64).refine(isZone, 'an IANA time zone such as America/New_York'),
  weekly: z.strictObject(
    Object.fromEntries(OPEN_DAYS.map((day) => [day, spans.optional()])) as Record<
      (typeof OPEN_DAYS)[number],
      z.ZodOptional<typeof spans>
    >,
  ),
  exceptions: z
    .array(
      z.strictObject({
        date: z.iso.date(),
        /** Empty: closed all day. */
        hours: spans,
        name: z.string().max(100).optional(),
      }),
    )
    .max(400)
    .default([]),
});
export type OpeningHours = z.output<typeof OpeningHours>;

/** The default: on any day, and never at night. */
const USUAL = [['08:00', '20:00']] as const;

/**
 * Whether the business is open at a moment. `leadZone` sets the clock if the hours name no zone.
 */
export function isOpenAt(hours: OpeningHours | null, at: Date, leadZone: string): boolean {
  const local = localText(hours?.zone ?? leadZone, at.getTime());
  const time = local.slice(11, 16);
  return spansOn(hours, local.slice(0, 10)).some(
    ([opens, closes]) => opens <= time && time < closes,
  );
}

function spansOn(hours: OpeningHours | null, date: string): readonly (readonly [string, string])[] {
  if (!hours) return USUAL;
  const exception = hours.exceptions.find((one) => one.date === date);
  if (exception) return exception.hours;
  const day = OPEN_DAYS[new Date(`${date}T00:00Z`).getUTCDay()];
  return (day && hours.weekly[day]) ?? [];
}

/** The same in words for a model, which must offer no time at which the business is closed. */
export function inWords(hours: OpeningHours | null): string {
  if (!hours) return 'every day 08:00-20:00';
  const listed = (all: readonly (readonly [string, string])[]) =>
    all.map(([opens, closes]) => `${opens}-${closes}`).join(' and ') || 'closed';
  const weekly = OPEN_DAYS.map((day) => `${day} ${listed(hours.weekly[day] ?? [])}`).join(', ');
  const exceptions = hours.exceptions.map(
    ({ date, hours: spans, name }) => `${date}${name ? ` (${name})` : ''} ${listed(spans)}`,
  );
  return [`${weekly} (${hours.zone})`, ...exceptions].join('; ');
}
