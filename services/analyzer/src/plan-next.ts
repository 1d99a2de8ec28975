import { callbackMoment } from '@ringback/shared/domain/callback-time.ts';
import { findQuote } from '@ringback/shared/domain/quote.ts';
import type { Judgement } from '@ringback/shared/providers/analysis/judgement.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';
import type { Dropped } from './prove-facts.ts';

type Moment = {
  /** Where the lead is; null if nobody knows. */
  zone: string | null;
  /** When the lead said so. "In an hour" counts from here, however late the analysis. */
  saidAt: Date;
  now: Date;
};

export type Plan = {
  nextAction: Judgement['next_action'] & { zone?: string };
  /** When to call; null if no call follows. */
  callbackAt: Date | null;
  dropped: Dropped[];
};

/** A promise that we are late for by no more than this is kept at once. */
const LATE_MS = 30 * 60_000;

/** Turns the wish for a call into a moment, if the lead said so and the moment is certain. */
export function planNext(wish: Judgement['next_action'], turns: Turn[], moment: Moment): Plan {
  const found = wish.quote === null ? null : findQuote(wish.quote, turns, wish.turn);
  const nextAction = { ...wish, quote: found?.quote ?? null, turn: found?.turn ?? null };
  const none = (reason: string): Plan => ({
    nextAction,
    callbackAt: null,
    dropped: [{ field: 'next_action', reason }],
  });

  if (wish.quote !== null && !found) return none('the lead said no such words');
  if (wish.kind !== 'callback') return { nextAction, callbackAt: null, dropped: [] };
  if (!found) return none('no words ask for a callback');
  if (wish.at_local === null) return none('the lead named no time');
  if (moment.zone === null) return none("the lead's time zone is unknown");

  const { zone, saidAt, now } = moment;
  const wanted = callbackMoment({ atLocal: wish.at_local, zone, now: saidAt });
  if (!wanted.ok) return none(`the time cannot be kept: ${wanted.reason}`);
  if (wanted.at.getTime() < now.getTime() - LATE_MS) return none('the time has passed meanwhile');

  const callbackAt = new Date(Math.max(wanted.at.getTime(), now.getTime()));
  return { nextAction: { ...nextAction, zone }, callbackAt, dropped: [] };
}
