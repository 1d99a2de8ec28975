import { expect, it } from '@jest/globals';
import { customFacts, customValue } from './custom-facts.ts';

it('shows the fields that hold something', () => {
  expect(customFacts({ vehicle_wish: 'Outback', miles: 3, none: null, tags: ['a'] })).toEqual([
    ['vehicle wish', 'Outback'],
    ['miles', '3'],
    ['tags', '["a"]'],
  ]);
  expect(customFacts(null)).toEqual([]);
});

it.each([
  ['4', 3, 4],
  ['four', 3, 'four'],
  ['4', '3', '4'],
  ['["b"]', ['a'], ['b']],
  ['', 3, null],
])('%j in place of %j is %j', (typed, before, value) => {
  expect(customValue(typed, before)).toEqual(value);
});
