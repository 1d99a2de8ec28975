import { askedMoment } from '@ringback/shared/domain/asked-moment.ts';
import { mayRefuseCall, meansAnotherTime } from '@ringback/shared/domain/calls/call-wish.ts';
import { asksForCall } from '@ringback/shared/domain/meaning/asks-for-call.ts';
import { contactWindow } from '@ringback/shared/domain/policy/contact-window.ts';
import type { OperatorHours } from '@ringback/shared/domain/quiet-hours/day-hours.ts';
import { findQuote } from '@ringback/shared/domain/quote.ts';
import type { ReplyLimits } from '@ringback/shared/domain/texts/reply-guard.ts';
import { zonesOf } from '@ringback/shared/domain/zones/zones-of.ts';
import type { ToolCall } from '@ringback/shared/providers/replies/tool-call.ts';
import { breathAt, leadTurns, type Turn } from './turn.ts';

export type AskedCall =
  | {
      ok: true;
      seq: number;
      words: string;
      /** Null: as soon as the hours permit. */
      runAt: Date | null;
      /** Whether the telephone rings within minutes, as far as the hours are known. */
      rings: 'soon' | 'later';
    }
  | {
      ok: false;
      /** `no_wish`: the words are the lead's, and do not ask for a call to the lead. */
      reason: 'no_such_words' | 'no_wish' | 'no_such_time' | 'unknown_zone' | 'outside_hours';
    };

type Wish = Extract<ToolCall, { name: 'call_lead' }>['arguments'];

const SOON_MS = 15 * 60_000;

/**
 * The call that the lead has asked for, or why there is none: the words must be its own, and a time
 * that it named must be inside the calling hours. The policy is judged again when the call is due.
 */
export function askedCallIn(
  turn: Turn,
  { words, at_local: atLocal }: Wish,
  operator: OperatorHours,
  at: Date,
): AskedCall {
  // The newest words first: older requests have been answered.
  const found = findQuote(words, leadTurns(turn).reverse());
  const message = turn.messages.find(
    ({ conversation_id: id, seq }) => id === turn.conversation.id && seq === found?.turn,
  );
  if (!found || !message || mayRefuseCall(message.body ?? '')) {
    return { ok: false, reason: 'no_such_words' };
  }
  const { said, ours } = breathAt(turn, found.turn);
  if (!asksForCall(said, ours)) return { ok: false, reason: 'no_wish' };
  const asked = { ok: true as const, seq: found.turn, words: found.quote };
  if (atLocal == null) {
    // "Call me tomorrow" does not ask for a call today.
    if (meansAnotherTime(message.body ?? '')) return { ok: false, reason: 'no_such_time' };
    return { ...asked, runAt: null, rings: isOpen(turn, operator, at) ? 'soon' : 'later' };
  }

  const zone = placeOf(turn).zones[0] ?? null;
  const saidAt = new Date(message.created_at);
  const wanted = askedMoment({ atLocal, zone, saidAt, now: at });
  if (!wanted.ok) {
    return { ok: false, reason: wanted.reason === 'no_zone' ? 'unknown_zone' : 'no_such_time' };
  }
  if (!isOpen(turn, operator, wanted.at)) return { ok: false, reason: 'outside_hours' };
  const isSoon = wanted.at.getTime() - at.getTime() <= SOON_MS;
  return { ...asked, runAt: wanted.at, rings: isSoon ? 'soon' : 'later' };
}

/** When the next call may ring, if not now; null: now, or the lead's place is unknown. */
export function callsAgainAt(turn: Turn, operator: OperatorHours, at: Date): Date | null {
  const window = contactWindow(placeOf(turn), operator, at, 0);
  return window.kind === 'closed' ? window.opensAt : null;
}

/** The call that the agent's words may promise: the one asked for, a planned one, or a booking. */
export function promisable(
  turn: Turn,
  call: ToolCall | null,
  asked: AskedCall | null,
  at: Date,
): ReplyLimits['call'] {
  if (asked?.ok) return asked.rings;
  const next = turn.next_call;
  if (next) return Date.parse(next.run_at) - at.getTime() <= SOON_MS ? 'soon' : 'later';
  const isBooked = call?.name === 'book_appointment' || turn.appointments.length > 0;
  return isBooked ? 'later' : 'none';
}

function isOpen(turn: Turn, operator: OperatorHours, at: Date): boolean {
  return contactWindow(placeOf(turn), operator, at, 0).kind === 'open';
}

function placeOf({ lead, conversation }: Turn) {
  return zonesOf({ ...lead, phone: conversation.lead_phone });
}
