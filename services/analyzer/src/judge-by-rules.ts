import { spokenOptOut } from '@ringback/shared/domain/opt-out.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';
import { byRules, type Finding } from './finding.ts';

/**
 * What needs no model: a clear refusal of any further contact, or a lead who said nothing.
 * `optedOut`: the call was ended because the lead opted out, by a key or in words that only the
 * voice model understood; the number is blocked already, and there may be no words to quote.
 */
export function judgeByRules(turns: Turn[], { optedOut = false } = {}): Finding | null {
  const spoken = turns.filter(({ who }) => who === 'lead');
  if (spoken.length === 0 && !optedOut) {
    return byRules({ outcome: 'no_response', summary: 'The lead said nothing.' });
  }

  for (const { turn, text } of spoken) {
    const refusal = spokenOptOut(text);
    if (!refusal.optOut) continue;
    return byRules({
      outcome: 'discarded',
      outcome_quote: refusal.words,
      outcome_turn: turn,
      summary: 'The lead asked not to be contacted again.',
      opt_out: { words: refusal.words },
    });
  }
  if (!optedOut) return null;
  return byRules({
    outcome: 'discarded',
    summary: 'The lead opted out during the call; the call was ended for it.',
  });
}
