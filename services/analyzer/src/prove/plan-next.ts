import { type AskedMoment, askedMoment } from '@ringback/shared/domain/asked-moment.ts';
import { asksForCallback } from '@ringback/shared/domain/meaning/asks-for-call.ts';
import { findQuote } from '@ringback/shared/domain/quote.ts';
import type { Judgement } from '@ringback/shared/providers/analysis/judgement.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';
import type { Dropped } from './prove-facts.ts';
import { contextOf } from './prove-outcome.ts';

type Moment = {
  /** The lead's time zone; null if it is unknown. */
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

/** Turns a requested call into a time, if the lead asked for it and the time is certain. */
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
  if (!asksForCallback(...contextOf(found.turn, turns)))
    return none('the words ask for no callback');
  if (wish.at_local === null) return none('the lead named no time');
  const asked = askedMoment({ atLocal: wish.at_local, ...moment });
  if (!asked.ok) return none(inWords(asked.reason));
  const zone = moment.zone ?? undefined;
  return {
    nextAction: { ...nextAction, ...(zone && { zone }) },
    callbackAt: asked.at,
    dropped: [],
  };
}

function inWords(reason: Extract<AskedMoment, { ok: false }>['reason']): string {
  if (reason === 'no_zone') return "the lead's time zone is unknown";
  if (reason === 'missed') return 'the time has passed meanwhile';
  return `the time cannot be kept: ${reason}`;
}
