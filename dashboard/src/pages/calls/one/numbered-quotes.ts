import type { RowOf } from '../../../live/kinds.ts';
import type { NumberedQuote } from './marks.ts';

export type NumberedFact = NumberedQuote & { name: string; value: string };
type Analysis = Pick<RowOf<'analysis'>, 'facts' | 'outcome_quote' | 'outcome_turn'>;
export type Numbered = {
  facts: NumberedFact[];
  /** The quote of the outcome, where it is no fact's quote. */
  outcome: NumberedQuote | null;
};

/** Facts with their quotes, numbered in their order; the outcome's quote comes last. */
export function numberedQuotes(analysis: Analysis | null): Numbered {
  const facts = (analysis?.facts ?? []).flatMap((fact, index) => {
    const read = readFact(fact);
    return read ? [{ ...read, number: index + 1 }] : [];
  });
  const quote = analysis?.outcome_quote;
  if (!quote) return { facts, outcome: null };
  const same = facts.find((fact) => fact.quote === quote);
  const turn = analysis?.outcome_turn ?? null;
  return { facts, outcome: same ?? { quote, turn, number: facts.length + 1 } };
}

/** Facts of an analysis are JSON of its time: what does not look like one is left out. */
function readFact(fact: unknown): Omit<NumberedFact, 'number'> | null {
  if (typeof fact !== 'object' || fact === null) return null;
  const { field, value, quote, turn } = fact as Record<string, unknown>;
  if (typeof field !== 'string' || typeof quote !== 'string') return null;
  const name = field.replaceAll('_', ' ');
  return {
    name: name.slice(0, 1).toUpperCase() + name.slice(1),
    value: String(value ?? ''),
    quote,
    turn: typeof turn === 'number' ? turn : null,
  };
}

/** Every quote once, for marking. */
export const allQuotes = ({ facts, outcome }: Numbered): NumberedQuote[] =>
  outcome && !facts.some(({ number }) => number === outcome.number) ? [...facts, outcome] : facts;
