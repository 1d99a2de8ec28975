import type { TextCase } from '@ringback/shared/db/texts/text-analyses.ts';
import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import { findQuote } from '@ringback/shared/domain/quote.ts';
import { isHandedOver } from '@ringback/shared/domain/texts/handed-over.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';
import type { Finding } from '../judge/finding.ts';

/** An outcome that was certain when the conversation ended, and what may still overrule it. */
export type FirmEnding = {
  outcome: Outcome;
  /** Known without reading a word: no words replace it. */
  stands: boolean;
  decidedBy: 'rules' | 'staff';
  summary: string;
  /** The words that prove it, if it rests on words. */
  quote: string | null;
  turn: number | null;
  /** Words of the lead from this turn on may prove another outcome; null: none may. */
  openFrom: number | null;
};

type Case = Pick<TextCase, 'conversation' | 'messages' | 'stands'>;

/**
 * How the conversation ended by the actions in it, if that is certain without a judge. The database
 * decides which outcome is certain; this is only what the lead's own words may overrule.
 */
export function firmEnding(known: Case, turns: Turn[]): FirmEnding | null {
  if (known.stands !== null) return standing(known.stands, known.conversation.end_reason);
  const { conversation, messages } = known;
  const { end_reason, end_evidence, conversion_status } = conversation;
  const firm = { stands: false, decidedBy: 'rules' } as const;
  switch (end_reason) {
    case 'disqualified': {
      const { words, seq } = end_evidence ?? {};
      const claimed = typeof seq === 'number' ? seq : null;
      const found = typeof words === 'string' ? findQuote(words, turns, claimed) : null;
      if (!found) return null;
      const summary = 'The lead said that nothing will come of it.';
      const { quote, turn } = found;
      return { ...firm, outcome: 'unqualified', summary, quote, turn, openFrom: turn };
    }
    case 'silent': {
      if (conversion_status !== 'escalated' || !isHandedOver(conversation)) return null;
      const since = Date.parse(conversation.handed_over_at ?? '');
      const later = messages.find(({ author, at }) => author === 'lead' && Date.parse(at) > since);
      const summary = 'Handed over to a colleague; nobody said anything after that.';
      const openFrom = later?.seq ?? null;
      return { ...firm, outcome: 'escalated', summary, quote: null, turn: null, openFrom };
    }
    default:
      return null;
  }
}

function standing(outcome: Outcome, reason: string | null): FirmEnding {
  const isStaff = reason === 'closed_by_staff';
  return {
    outcome,
    stands: true,
    decidedBy: isStaff ? 'staff' : 'rules',
    summary: isStaff
      ? 'Closed by a colleague, who said how it ended.'
      : 'What came of it was certain when it ended.',
    quote: null,
    turn: null,
    openFrom: null,
  };
}

/** The finding with the certain outcome. A refusal of contact suppresses the number either way. */
export function heldTo(ending: FirmEnding | null, finding: Finding): Finding {
  if (!ending || isProvenOtherwise(ending, finding)) return finding;
  const agrees = finding.status === 'done' && finding.outcome === ending.outcome;
  if (agrees) return ending.decidedBy === 'staff' ? { ...finding, decided_by: 'staff' } : finding;
  return {
    ...finding,
    status: 'done',
    outcome: ending.outcome,
    outcome_quote: ending.quote,
    outcome_turn: ending.turn,
    summary: finding.summary ?? ending.summary,
    decided_by: ending.decidedBy,
    failure: null,
  };
}

function isProvenOtherwise({ quote, turn, openFrom, stands }: FirmEnding, finding: Finding) {
  if (stands) return false;
  if (finding.status !== 'done' || finding.outcome_quote === null) return false;
  // A refusal of contact counts wherever its words are; the same words prove nothing else.
  const isSame = turn === finding.outcome_turn && overlap(quote ?? '', finding.outcome_quote);
  if (finding.opt_out && !isSame) return true;
  return openFrom !== null && (finding.outcome_turn ?? 0) >= openFrom && !isSame;
}

function overlap(one: string, other: string): boolean {
  return one.includes(other) || other.includes(one);
}
