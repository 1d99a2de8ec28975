import { expect, it } from '@jest/globals';
import { onKey, onRefusal, REFUSED } from './on-lead.ts';

it('key 9 stops the agent at once and records the opt-out', () => {
  expect(onKey('9')).toEqual([{ do: 'barge-in' }, { do: 'record-key-refusal' }]);
});

it.each(['0', '5', '#'])('the model is notified of key %s, and answers', (digit) => {
  const note = `(The lead pressed the key ${digit}.)`;
  expect(onKey(digit)).toEqual([{ do: 'add-note', note, by: 'caller', answer: true }]);
});

it('a spoken opt-out ends the call after an apology, which waits for the current speaker', () => {
  const plan = { do: 'plan-ending', ending: REFUSED, repliesToCome: 1 };
  expect(onRefusal(false)).toEqual([plan, { do: 'apologise' }]);
  expect(onRefusal(true)).toEqual([plan]);
});
