import { bearsOut } from '@ringback/shared/domain/meaning/bears-out.ts';
import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import { findQuote } from '@ringback/shared/domain/quote.ts';
import type { Judgement } from '@ringback/shared/providers/analysis/judgement.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';

/** What is known about the call besides its words. */
export type Deeds = { booked: boolean; handedOver: boolean };

export type ProvenOutcome = {
  status: 'done' | 'needs_review';
  outcome: Outcome | null;
  outcome_quote: string | null;
  outcome_turn: number | null;
  failure: string | null;
};

/**
 * An outcome needs words of the lead's own that carry its meaning. Without them only an action proves
 * it: a booked appointment a success, a handover an escalation. Silence needs no words.
 */
export function proveOutcome(
  { outcome, outcome_evidence: claim }: Pick<Judgement, 'outcome' | 'outcome_evidence'>,
  turns: Turn[],
  deeds: Deeds,
): ProvenOutcome {
  const found = claim && findQuote(claim.quote, turns, claim.turn);
  const outcome_quote = found?.quote ?? null;
  const outcome_turn = found?.turn ?? null;
  const isMeant = found !== null && bearsOut(outcome, ...contextOf(found.turn, turns));
  const proven =
    isMeant ||
    outcome === 'no_response' ||
    (outcome === 'success' && deeds.booked) ||
    (outcome === 'escalated' && deeds.handedOver);

  return proven
    ? { status: 'done', outcome, outcome_quote, outcome_turn, failure: null }
    : {
        status: 'needs_review',
        outcome: null,
        outcome_quote,
        outcome_turn,
        failure: found
          ? `the words do not mean ${outcome}`
          : `no evidence for the outcome ${outcome}`,
      };
}

/** What the lead said in that turn, and what we had said before it. */
export function contextOf(place: number, turns: Turn[]): [said: string, ours: string | null] {
  const index = turns.findIndex(({ turn }) => turn === place);
  const ours = turns.slice(0, Math.max(0, index)).findLast(({ who }) => who === 'agent');
  return [turns[index]?.text ?? '', ours?.text ?? null];
}
