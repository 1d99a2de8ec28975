/** About one zone for every two hours around the globe, none of them with odd calling laws. */
const ZONES = [
  'America/New_York',
  'America/Denver',
  'America/Los_Angeles',
  'Pacific/Honolulu',
  'Pacific/Auckland',
  'Australia/Brisbane',
  'Asia/Tokyo',
  'Asia/Bangkok',
  'Asia/Kolkata',
  'Asia/Dubai',
  'Europe/Athens',
  'Europe/Berlin',
  'Europe/Lisbon',
  'Atlantic/Azores',
  'America/Sao_Paulo',
] as const;

const OPENS = 10 * 60;
const CLOSES = 17 * 60 + 30;

const formats = new Map(
  ZONES.map((zone) => [
    zone,
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }),
  ]),
);

/** A time zone where people may be called now: between 10:00 and 17:30, with the most of it ahead. */
export function daytimeZone(at: Date): string {
  const open = ZONES.map((zone) => ({ zone, minute: localMinute(zone, at) }))
    .filter(({ minute }) => minute >= OPENS && minute < CLOSES)
    .sort((a, b) => a.minute - b.minute);
  const [first] = open;
  if (!first) throw new Error(`No zone of the list has daytime at ${at.toISOString()}`);
  return first.zone;
}

const NIGHT_ENDS = 6 * 60;

/** A time zone where it is night now, so that nobody there may be called: before six in the morning. */
export function nightZone(at: Date): string {
  const zone = ZONES.find((one) => localMinute(one, at) < NIGHT_ENDS);
  if (!zone) throw new Error(`No zone of the list has night at ${at.toISOString()}`);
  return zone;
}

function localMinute(zone: (typeof ZONES)[number], at: Date): number {
  const [hour = 0, minute = 0] = (formats.get(zone)?.format(at) ?? '').split(':').map(Number);
  return hour * 60 + minute;
}
