import { expect, it } from '@jest/globals';
import { PURPOSES, purposeOf } from './purpose.ts';

it.each(PURPOSES)('takes %s at its word', (purpose) => {
  expect(purposeOf(purpose)).toBe(purpose);
});

it.each([undefined, null, '', 'Informational', 'fun', true, ['informational']])(
  'takes %p for selling, which needs the stronger consent',
  (said) => {
    expect(purposeOf(said)).toBe('marketing');
  },
);
