const MINUTE = 60_000;
const HALF_MONTH = 15 * 24 * 60 * MINUTE;

const formats = new Map<string, Intl.DateTimeFormat | null>();
const changes = new Map<string, readonly number[]>();

/** Whether this runtime knows the zone. Fixed offsets and 'UTC' are no place, so they do not count. */
export function isZone(zone: string): boolean {
  return zone.includes('/') && !zone.startsWith('Etc/') && formatFor(zone) !== null;
}

/** Milliseconds to add to UTC for the wall clock of a zone. Throws RangeError for an unknown zone. */
export function offsetMsAt(zone: string, atMs: number): number {
  const format = formatFor(zone);
  if (!format) throw new RangeError(`no such time zone: ${zone}`);
  const text = format.format(atMs);
  const found = /GMT([+-])(\d{2}):(\d{2})/.exec(text);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return (found[1] === '-' ? -minutes : minutes) * MINUTE;
}

/** The next instant after `atMs` at which the zone's clocks jump, looking on to the end of next year. */
export function nextChange(zone: string, atMs: number): number {
  const year = new Date(atMs).getUTCFullYear();
  for (const candidate of [...changesIn(zone, year), ...changesIn(zone, year + 1)]) {
    if (candidate > atMs) return candidate;
  }
  return Number.POSITIVE_INFINITY;
}

/** The wall-clock date and minute of a zone as 'YYYY-MM-DDTHH:mm'. */
export function localText(zone: string, atMs: number): string {
  return new Date(atMs + offsetMsAt(zone, atMs)).toISOString().slice(0, 16);
}

// Asking Intl costs microseconds, arithmetic nothing: a year's jumps are found once per zone.
function changesIn(zone: string, year: number): readonly number[] {
  const id = `${zone} ${year}`;
  const known = changes.get(id);
  if (known) return known;

  const found: number[] = [];
  const end = Date.UTC(year + 1, 0, 1);
  for (let from = Date.UTC(year, 0, 1); from < end; from += HALF_MONTH) {
    const to = Math.min(from + HALF_MONTH, end);
    if (offsetMsAt(zone, from) !== offsetMsAt(zone, to)) found.push(jumpBetween(zone, from, to));
  }
  changes.set(id, found);
  return found;
}

function jumpBetween(zone: string, from: number, to: number): number {
  const before = offsetMsAt(zone, from);
  let low = from;
  let high = to;
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (offsetMsAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

function formatFor(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  let format: Intl.DateTimeFormat | null = null;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch {
    // An unknown name is an answer too, and as dear to find out.
  }
  formats.set(zone, format);
  return format;
}
