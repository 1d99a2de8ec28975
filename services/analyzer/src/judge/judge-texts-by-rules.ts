import type { TextCase } from '@ringback/shared/db/texts/text-analyses.ts';
import { findQuote } from '@ringback/shared/domain/quote.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';
import { byRules, type Finding } from './finding.ts';
import type { OptOuts } from './standing-refusal.ts';

type Facts = Pick<TextCase['conversation'], 'end_reason' | 'end_evidence'>;

const REFUSED = {
  outcome: 'discarded',
  summary: 'The lead asked not to be contacted again.',
} as const;

/** Judges what needs no model: a refusal in force, or a lead who never wrote. */
export function judgeTextsByRules(
  { end_reason, end_evidence }: Facts,
  turns: Turn[],
  { refusal }: OptOuts,
): Finding | null {
  if (end_reason === 'opted_out') {
    // The number is suppressed already, perhaps for texts alone: nothing is added to that.
    const words = refusal?.words ?? wordsIn(end_evidence);
    const found = findQuote(words, turns, refusal?.turn);
    return byRules({
      ...REFUSED,
      outcome_quote: found?.quote ?? null,
      outcome_turn: found?.turn ?? null,
    });
  }
  if (!turns.some(({ who }) => who === 'lead')) {
    return byRules({ outcome: 'no_response', summary: 'The lead wrote nothing.' });
  }
  if (!refusal) return null;
  return byRules({
    ...REFUSED,
    outcome_quote: refusal.words,
    outcome_turn: refusal.turn,
    opt_out: { words: refusal.words, scope: refusal.scope },
  });
}

function wordsIn(evidence: Facts['end_evidence']): string {
  const words = evidence?.['words'];
  return typeof words === 'string' ? words : '';
}
