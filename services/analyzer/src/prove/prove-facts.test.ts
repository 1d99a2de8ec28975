import { expect, it } from '@jest/globals';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';
import { proveFacts } from './prove-facts.ts';

const turns: Turn[] = [
  { turn: 1, who: 'agent', text: 'Is your budget a million dollars?' },
  { turn: 2, who: 'lead', text: 'My budget is 500 dollars.' },
  { turn: 3, who: 'lead', text: 'I need it before Christmas.' },
];

it('keeps what the lead said, under the right turn, and records why the rest was dropped', () => {
  const kept = proveFacts(
    [
      { field: 'budget', value: ' 500 dollars ', quote: 'budget is 500 dollars', turn: 3 },
      { field: 'timeline', value: 'before Christmas', quote: 'before christmas', turn: 3 },
      { field: 'budget', value: '1,000,000', quote: 'a million dollars', turn: 1 },
      { field: 'name', value: 'Ada', quote: 'my name is Ada', turn: 2 },
      { field: 'interest', value: ' ', quote: 'I need it', turn: 3 },
    ],
    turns,
  );
  expect(kept).toEqual({
    facts: [
      { field: 'budget', value: '500 dollars', quote: 'budget is 500 dollars', turn: 2 },
      { field: 'timeline', value: 'before Christmas', quote: 'before Christmas', turn: 3 },
    ],
    dropped: [
      { field: 'budget', reason: 'the lead said no such words' },
      { field: 'name', reason: 'the lead said no such words' },
      { field: 'interest', reason: 'no value' },
    ],
  });
});
