import { Temporal } from 'temporal-polyfill';
import { isZone } from '../zones/offsets.ts';

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
  const wall = wallClock(wanted.atLocal);
  if (wall === null || !isZone(wanted.zone)) return { ok: false, reason: 'invalid' };

  const { at, ambiguous, moved } = instantOf(wall, wanted.zone);
  // The present minute still counts as ahead: "call me right now" is no mistake.
  if (at + MINUTE <= wanted.now.getTime()) return { ok: false, reason: 'past' };
  if (at - wanted.now.getTime() > MAX_AHEAD_MS) return { ok: false, reason: 'too_far' };
  return { ok: true, at: new Date(at), ambiguous, moved };
}

/** Null for a minute that does not exist in the calendar. */
function wallClock(text: string): Temporal.PlainDateTime | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::00)?$/.test(text)) return null;
  try {
    return Temporal.PlainDateTime.from(text);
  } catch {
    return null;
  }
}

function instantOf(wall: Temporal.PlainDateTime, zone: string) {
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  const moved = !earlier.toPlainDateTime().equals(wall);
  // In a gap, one candidate lies before the clock change and the other behind it.
  const first = moved ? (earlier.getTimeZoneTransition('next') ?? later) : earlier;
  return {
    at: first.epochMilliseconds,
    ambiguous: !moved && !earlier.equals(later),
    moved,
  };
}
