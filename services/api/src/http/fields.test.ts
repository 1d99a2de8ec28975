import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { inputFaults } from './faults.ts';
import { jsonObject } from './fields.ts';

const nested = (depth: number) =>
  JSON.parse(`{"a":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`) as unknown;

describe('an object of the sender’s own', () => {
  const custom = jsonObject(16_384);

  it('may hold lists and objects', () => {
    expect(custom.safeParse({ cars: [{ colour: 'red', doors: [1, 2] }], note: null }).success).toBe(
      true,
    );
  });

  it.each([40, 5_000, 100_000])('%s levels deep is a fault, not a crash', (depth) => {
    const result = custom.safeParse(nested(depth));
    expect(result.error?.issues.map(({ message }) => message)).toEqual([
      'an object at most 32 levels deep',
    ]);
  });
});

describe('what was expected', () => {
  const said = (schema: z.ZodType, value: unknown) => {
    const { error } = schema.safeParse(value, { reportInput: true });
    return inputFaults(error?.issues ?? []).map(({ found, expected }) => [found, expected]);
  };

  it('tells a minimum from an exclusive minimum', () => {
    expect(said(z.int().positive(), 0)).toEqual([['a number', 'more than 0']]);
    expect(said(z.int().min(0), -1)).toEqual([['a number', 'at least 0']]);
    expect(said(z.number().lt(5), 5)).toEqual([['a number', 'less than 5']]);
    expect(said(z.string().min(1), '')).toEqual([['0 characters', 'at least 1 character']]);
  });

  it('names a timestamp', () => {
    const later = z.iso
      .datetime()
      .transform((text) => new Date(text))
      .refine(() => false, 'a moment within the next 90 days');
    expect(said(later, '2036-01-01T00:00:00Z')).toEqual([
      ['another moment', 'a moment within the next 90 days'],
    ]);
  });
});
