import { plainScope } from '@ringback/shared/domain/opt-out/scope.ts';
import { spokenOptOut } from '@ringback/shared/domain/opt-out/spoken-opt-out.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';
import { byRules, type Finding } from './finding.ts';

/**
 * Judges what needs no model: a clear refusal of any further contact, or a lead who said nothing.
 * `machine`: only a machine answered, which decides first. `optedOut`: the call ended because the lead
 * opted out, by key or in words that only the voice model understood; the number is suppressed already.
 */
export function judgeByRules(
  turns: Turn[],
  { optedOut = false, machine = false } = {},
): Finding | null {
  const spoken = turns.filter(({ who }) => who === 'lead');
  if (machine && !optedOut) {
    // The owner may refuse calls in the greeting of the machine; its other words prove nothing.
    return byRules({
      outcome: 'no_response',
      summary: 'A machine answered; nobody was reached.',
      opt_out: refusalIn(spoken),
    });
  }
  if (spoken.length === 0 && !optedOut) {
    return byRules({ outcome: 'no_response', summary: 'The lead said nothing.' });
  }

  for (const { turn, text } of spoken) {
    const refusal = spokenOptOut(text);
    if (!refusal.optOut || plainScope(text) !== 'all') continue;
    return byRules({
      outcome: 'discarded',
      outcome_quote: refusal.words,
      outcome_turn: turn,
      summary: 'The lead asked not to be contacted again.',
      opt_out: { words: refusal.words, scope: 'all' },
    });
  }
  // A lead that wants the other channel has not refused contact: a model reads what they want.
  if (!optedOut || refusedChannel(turns)) return null;
  return byRules({
    outcome: 'discarded',
    summary: 'The lead opted out during the call; the call was ended for it.',
  });
}

function refusalIn(spoken: Turn[]): Finding['opt_out'] {
  for (const { text } of spoken) {
    const refusal = spokenOptOut(text);
    if (refusal.optOut) return { words: refusal.words, scope: plainScope(text) };
  }
  return null;
}

/** The last refusal of one channel in favour of the other; it binds, whatever the outcome. */
export function refusedChannel(turns: Turn[]): Finding['opt_out'] {
  const wish = turns.findLast(({ who, text }) => who === 'lead' && plainScope(text) !== 'all');
  return wish ? { words: wish.text, scope: plainScope(wish.text) } : null;
}
