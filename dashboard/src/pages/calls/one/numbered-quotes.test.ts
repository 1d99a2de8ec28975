import { expect, it } from '@jest/globals';
import { allQuotes, numberedQuotes } from './numbered-quotes.ts';

const budget = { field: 'max_budget', value: 20, quote: 'twenty thousand', turn: 2 };

it('gives the outcome the number of the fact with the same words', () => {
  const found = numberedQuotes({
    facts: [budget],
    outcome_quote: 'twenty thousand',
    outcome_turn: 2,
  });
  expect(found.facts).toMatchObject([{ number: 1, name: 'Max budget', value: '20' }]);
  expect(found.outcome?.number).toBe(1);
  expect(allQuotes(found)).toHaveLength(1);
});

it('numbers an outcome of its own last, and leaves out what is no fact', () => {
  const found = numberedQuotes({ facts: [budget, 7], outcome_quote: 'Bye', outcome_turn: 6 });
  expect(found.facts).toHaveLength(1);
  expect(found.outcome).toEqual({ quote: 'Bye', turn: 6, number: 2 });
  expect(allQuotes(found)).toHaveLength(2);
});

it('is empty before there is an analysis', () => {
  expect(numberedQuotes(null)).toEqual({ facts: [], outcome: null });
});
