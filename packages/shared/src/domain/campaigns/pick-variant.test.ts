import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pickVariant } from './pick-variant.ts';

const half = [
  { key: 'a', weight: 1 },
  { key: 'b', weight: 1 },
];

const shareOfA = (variants: readonly { key: string; weight: number }[], step = 0) => {
  const picks = Array.from(
    { length: 10_000 },
    (_, id) => pickVariant(`${id}`, step, variants)?.key,
  );
  return picks.filter((key) => key === 'a').length / picks.length;
};

describe('the variant of a step', () => {
  it('is always the same, on every machine', () => {
    const picks = ['1', '2', '3', '4', '5', '6', '7', '8'].map(
      (id) => pickVariant(id, 0, half)?.key,
    );
    expect(picks.join('')).toBe('aababbba');
  });

  it('is chosen by weight', () => {
    expect(shareOfA(half)).toBeCloseTo(0.5, 1);
    expect(
      shareOfA([
        { key: 'a', weight: 9 },
        { key: 'b', weight: 1 },
      ]),
    ).toBeCloseTo(0.9, 1);
    expect(
      shareOfA([
        { key: 'a', weight: 0 },
        { key: 'b', weight: 1 },
      ]),
    ).toBe(0);
  });

  it('is drawn again for the next step', () => {
    const both = Array.from({ length: 10_000 }, (_, id) =>
      [0, 1].map((step) => pickVariant(`${id}`, step, half)?.key).join(''),
    );
    expect(both.filter((pair) => pair === 'aa').length / both.length).toBeCloseTo(0.25, 1);
  });

  it('does not change when a variant without weight is added', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const three = [...half, { key: 'c', weight: 0 }];
        expect(pickVariant(id, 0, three)?.key).toBe(pickVariant(id, 0, half)?.key);
      }),
    );
  });

  it('is none where none has a weight', () => {
    expect(pickVariant('1', 0, [])).toBeNull();
    expect(pickVariant('1', 0, [{ key: 'a', weight: Number.NaN }])).toBeNull();
  });
});
