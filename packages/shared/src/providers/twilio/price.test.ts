import { expect, it } from '@jest/globals';
import { priceInUsd } from './price.ts';

it.each([
  ['-0.01400', 'USD', 0.014],
  ['-0.01400', 'usd', 0.014],
  ['0', 'USD', 0],
  [null, 'USD', null],
  ['-0.01200', 'EUR', null],
  ['many', 'USD', null],
])('a price of %s %s is %s USD', (price, priceUnit, usd) => {
  expect(priceInUsd({ price, priceUnit })).toBe(usd);
});
