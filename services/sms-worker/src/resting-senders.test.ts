import { expect, it } from '@jest/globals';
import { noonPlus } from '../../../tests/fixtures/text-rows.ts';
import { createRestingSenders } from './resting-senders.ts';

it('a sender rests as long as the longest wish, and no other sender does', () => {
  const resting = createRestingSenders();
  resting.rest('a', noonPlus(60));
  resting.rest('a', noonPlus(30));
  expect(resting.until('a', noonPlus(0))).toEqual(noonPlus(60));
  expect(resting.until('b', noonPlus(0))).toBeNull();
  expect(resting.until('a', noonPlus(60))).toBeNull();
});
