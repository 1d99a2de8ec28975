import { isZone, nextChange, offsetMsAt } from './zones/offsets.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const MAX_AHEAD_MS = 60 * DAY;

export type CallbackMoment =
  | {
      ok: true;
      at: Date;
      /** The clock shows this minute twice; `at` is the first time. */
      ambiguous: boolean;
      /** The clock skips this minute; `at` is the first one after the gap. */
      moved: boolean;
    }
  | { ok: false; reason: 'invalid' | 'past' | 'too_far' };

/** The instant at which a wall clock in a zone shows 'YYYY-MM-DDTHH:mm', at most 60 days from now. */
export function callbackMoment(wanted: {
  atLocal: string;
  zone: string;
  now: Date;
}): CallbackMoment {
  const wallMs = wallClockMs(wanted.atLocal);
  if (wallMs === null || !isZone(wanted.zone)) return { ok: false, reason: 'invalid' };

  const { at, ambiguous, moved } = instantOf(wallMs, wanted.zone);
  // The present minute still counts as ahead: "call me right now" is no mistake.
  if (at + MINUTE <= wanted.now.getTime()) return { ok: false, reason: 'past' };
  if (at - wanted.now.getTime() > MAX_AHEAD_MS) return { ok: false, reason: 'too_far' };
  return { ok: true, at: new Date(at), ambiguous, moved };
}

// The wall clock read as if it were UTC, or null for a minute that no calendar has.
function wallClockMs(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::00)?$/.test(text)) return null;
  const minute = text.slice(0, 16);
  const ms = Date.parse(`${minute}Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 16) !== minute) return null;
  return ms;
}

function instantOf(wallMs: number, zone: string) {
  // Every offset lies within a day, so the zone's offsets a day before and after are the candidates.
  const offsets = [offsetMsAt(zone, wallMs - DAY), offsetMsAt(zone, wallMs + DAY)];
  const instants = [...new Set(offsets.map((offset) => wallMs - offset))]
    .filter((at) => at + offsetMsAt(zone, at) === wallMs)
    .sort((a, b) => a - b);

  const [first] = instants;
  if (first !== undefined) return { at: first, ambiguous: instants.length > 1, moved: false };
  return { at: nextChange(zone, wallMs - DAY), ambiguous: false, moved: true };
}
