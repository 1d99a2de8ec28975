import { expect, it } from '@jest/globals';
import { between } from './use-picked.ts';

it.each([
  [2, 4, [2, 3, 4]],
  [4, 2, [2, 3, 4]],
  [3, 3, [3]],
  // What was selected last stands on another page by now.
  [9, 2, [2]],
])('from %i to %i: %j', (one, other, ids) => {
  expect(between([1, 2, 3, 4, 5], one, other)).toEqual(ids);
});
