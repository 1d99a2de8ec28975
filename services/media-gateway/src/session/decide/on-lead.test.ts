import { expect, it } from '@jest/globals';
import { onKey, onRefusal, REFUSED } from './on-lead.ts';

it('the key 9 stops the agent at once and puts the refusal on record', () => {
  expect(onKey('9')).toEqual([{ do: 'barge-in' }, { do: 'record-key-refusal' }]);
});

it.each(['0', '5', '#'])('the model hears of the key %s, and answers', (digit) => {
  const note = `(The lead pressed the key ${digit}.)`;
  expect(onKey(digit)).toEqual([{ do: 'tell', note, by: 'caller', answer: true }]);
});

it('a refusal in words ends the call after an apology, which waits for whoever speaks', () => {
  const plan = { do: 'plan-ending', ending: REFUSED, repliesToCome: 1 };
  expect(onRefusal(false)).toEqual([plan, { do: 'apologise' }]);
  expect(onRefusal(true)).toEqual([plan]);
});
