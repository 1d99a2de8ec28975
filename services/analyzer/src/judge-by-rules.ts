import { spokenOptOut } from '@ringback/shared/domain/opt-out.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';
import { byRules, type Finding } from './finding.ts';

/** What needs no model: a clear refusal of any further contact, or a lead who said nothing. */
export function judgeByRules(turns: Turn[]): Finding | null {
  const spoken = turns.filter(({ who }) => who === 'lead');
  if (spoken.length === 0) {
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
  return null;
}
