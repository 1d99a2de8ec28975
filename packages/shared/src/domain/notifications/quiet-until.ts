import { Temporal } from 'temporal-polyfill';

/** When somebody wants to be left alone, every day, in their time zone. Without both: never. */
export type QuietHours = {
  time_zone: string | null;
  quiet_from: string | null;
  quiet_until: string | null;
};

/** When the quiet hours of this moment end; null: it is in none. */
export function quietUntil({ time_zone, quiet_from, quiet_until }: QuietHours, now: Date) {
  if (!time_zone || !quiet_from || !quiet_until) return null;
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(time_zone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const isQuiet =
    quiet_from < quiet_until
      ? quiet_from <= time && time < quiet_until
      : quiet_from <= time || time < quiet_until;
  if (!isQuiet) return null;
  const day = time < quiet_until ? local : local.add({ days: 1 });
  return new Date(day.withPlainTime(quiet_until).epochMilliseconds);
}
