import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import { findQuote } from '@ringback/shared/domain/quote.ts';
import type { Judgement } from '@ringback/shared/providers/analysis/judgement.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';

/** What is known of the call besides its words. */
export type Deeds = { booked: boolean; handedOver: boolean };

export type ProvenOutcome = {
  status: 'done' | 'needs_review';
  outcome: Outcome | null;
  outcome_quote: string | null;
  outcome_turn: number | null;
  failure: string | null;
};

/**
 * An outcome stands on the lead's own words. Without them it stands only where a deed proves it: a
 * booked appointment a success, a hand-over an escalation. That nobody spoke needs no words.
 */
export function proveOutcome(
  { outcome, outcome_evidence: claim }: Pick<Judgement, 'outcome' | 'outcome_evidence'>,
  turns: Turn[],
  deeds: Deeds,
): ProvenOutcome {
  const found = claim && findQuote(claim.quote, turns, claim.turn);
  const outcome_quote = found?.quote ?? null;
  const outcome_turn = found?.turn ?? null;
  const proven =
    found !== null ||
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
        failure: `no evidence for the outcome ${outcome}`,
      };
}
