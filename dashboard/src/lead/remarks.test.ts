import { expect, it } from '@jest/globals';
import { storedRemarks, writtenRemarks } from './remarks.ts';

const LINE = 'Outbound call CA0123 initiated';

it('shows what people wrote, without the system’s line', () => {
  expect(writtenRemarks(`Prefers mornings.\n${LINE}`)).toBe('Prefers mornings.');
  expect(writtenRemarks(LINE)).toBe('');
  expect(writtenRemarks('Outbound call was odd')).toBe('Outbound call was odd');
  expect(writtenRemarks(null)).toBe('');
});

it('keeps the system’s line when people change theirs', () => {
  expect(storedRemarks('Evenings.', `Mornings.\n${LINE}`)).toBe(`Evenings.\n${LINE}`);
  expect(storedRemarks('', LINE)).toBe(LINE);
  expect(storedRemarks('', 'Mornings.')).toBe('');
});
