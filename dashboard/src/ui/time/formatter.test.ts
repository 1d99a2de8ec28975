import { expect, it } from '@jest/globals';
import { formatter } from './formatter.ts';

it('makes a formatter once for each way of writing', () => {
  const inCairo = { hour: 'numeric', timeZone: 'Africa/Cairo' } as const;
  const first = formatter('en-US', inCairo);
  expect(formatter('en-US', { ...inCairo })).toBe(first);
  expect(formatter('en-US', { ...inCairo, timeZone: 'Asia/Beirut' })).not.toBe(first);
  expect(formatter('de-DE', inCairo)).not.toBe(first);
});
