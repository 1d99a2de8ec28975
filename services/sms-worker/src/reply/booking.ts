import { callbackMoment } from '@ringback/shared/domain/calls/callback-time.ts';
import {
  agreesToTime,
  refusesAppointment,
} from '@ringback/shared/domain/meaning/agrees-to-time.ts';
import { isOpenAt } from '@ringback/shared/domain/meaning/opening-hours.ts';
import { findQuote } from '@ringback/shared/domain/quote.ts';
import { localText } from '@ringback/shared/domain/zones/offsets.ts';
import { breathAt, leadTurns, type Turn, zonesOfLead } from './turn.ts';

export type Booking =
  | { ok: true; startsAt: Date; words: string }
  | {
      ok: false;
      /** `not_agreed`: the words are the lead's, and do not agree to that time. */
      reason: 'no_such_words' | 'not_agreed' | 'unknown_zone' | 'no_such_time' | 'closed';
    };

const MONTH_MS = 30 * 24 * 3_600_000;

/**
 * The appointment that the lead agreed to, or why there is none: its words must be the lead's own and
 * agree to that time, nothing later may take them back, the business must be open then, and the wall
 * clock must name one future moment in every time zone where the lead may be.
 */
export function bookingIn(
  turn: Turn,
  { startsAtLocal, words }: { startsAtLocal: string; words: string },
  at: Date,
): Booking {
  const said = leadTurns(turn).reverse();
  const quote = findQuote(words, said);
  if (!quote) return { ok: false, reason: 'no_such_words' };

  const [zone, ...others] = zonesOfLead(turn);
  if (!zone) return { ok: false, reason: 'unknown_zone' };
  const startsAt = momentOf(startsAtLocal, zone, at);
  if (!startsAt) return { ok: false, reason: 'no_such_time' };
  const shown = localText(zone, startsAt.getTime());
  if (others.some((other) => localText(other, startsAt.getTime()) !== shown)) {
    return { ok: false, reason: 'unknown_zone' };
  }
  if (!isAgreed(turn, quote.turn, startsAtLocal, zone)) return { ok: false, reason: 'not_agreed' };
  if (!isOpenAt(turn.agent?.opening_hours ?? null, startsAt, zone)) {
    return { ok: false, reason: 'closed' };
  }
  return { ok: true, startsAt, words: quote.quote };
}

function isAgreed(turn: Turn, seq: number, startsAtLocal: string, zone: string): boolean {
  const message = turn.messages.find(
    ({ conversation_id: id, seq: place }) => id === turn.conversation.id && place === seq,
  );
  if (!message) return false;
  const saidAtLocal = localText(zone, Date.parse(message.sent_at ?? message.created_at));
  const isTakenBack = leadTurns(turn).some(
    (later) => later.turn > seq && refusesAppointment(later.text),
  );
  return !isTakenBack && agreesToTime({ ...breathAt(turn, seq), saidAtLocal, startsAtLocal });
}

/** A wall clock is read at most 60 days ahead; from a month on, that makes 90. */
function momentOf(atLocal: string, zone: string, now: Date): Date | null {
  const soon = callbackMoment({ atLocal, zone, now });
  if (soon.ok) return soon.at;
  if (soon.reason !== 'too_far') return null;
  const later = callbackMoment({ atLocal, zone, now: new Date(now.getTime() + MONTH_MS) });
  return later.ok ? later.at : null;
}
