import { callbackMoment } from '@ringback/shared/domain/callback-time.ts';
import { findQuote } from '@ringback/shared/domain/quote.ts';
import { localText } from '@ringback/shared/domain/zones/offsets.ts';
import { leadTurns, type Turn, zonesOfLead } from './turn.ts';

export type Booking =
  | { ok: true; startsAt: Date; words: string }
  | { ok: false; reason: 'no_such_words' | 'unknown_zone' | 'no_such_time' };

const MONTH_MS = 30 * 24 * 3_600_000;

/**
 * The appointment that the lead agreed to, or why there is none: its words must be the lead's own,
 * and the wall clock must name one moment ahead of us, wherever the lead may be.
 */
export function bookingIn(
  turn: Turn,
  { startsAtLocal, words }: { startsAtLocal: string; words: string },
  at: Date,
): Booking {
  const quote = findQuote(words, leadTurns(turn));
  if (!quote) return { ok: false, reason: 'no_such_words' };

  const [zone, ...others] = zonesOfLead(turn);
  if (!zone) return { ok: false, reason: 'unknown_zone' };
  const startsAt = momentOf(startsAtLocal, zone, at);
  if (!startsAt) return { ok: false, reason: 'no_such_time' };
  const shown = localText(zone, startsAt.getTime());
  if (others.some((other) => localText(other, startsAt.getTime()) !== shown)) {
    return { ok: false, reason: 'unknown_zone' };
  }
  return { ok: true, startsAt, words: quote.quote };
}

/** A wall clock is read at most 60 days ahead; from a month on, that makes 90. */
function momentOf(atLocal: string, zone: string, now: Date): Date | null {
  const soon = callbackMoment({ atLocal, zone, now });
  if (soon.ok) return soon.at;
  if (soon.reason !== 'too_far') return null;
  const later = callbackMoment({ atLocal, zone, now: new Date(now.getTime() + MONTH_MS) });
  return later.ok ? later.at : null;
}
