import { expect, it } from '@jest/globals';
import { destinationPrefix } from './destination-prefix.ts';

it.each([
  ['+12025550100', '+1202'],
  ['+447700900123', '+44770'],
  ['+252612345678', '+252612'],
  ['+881612345678', '+881612'],
])('%s counts for the numbers that begin with %s', (phone, prefix) => {
  expect(destinationPrefix(phone)).toBe(prefix);
});
