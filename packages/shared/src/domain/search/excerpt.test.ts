import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { excerptOf } from './excerpt.ts';

const marked = (text: string, searched: string) => {
  const { words, from, to } = excerptOf(text, searched);
  return `${words.slice(0, from)}[${words.slice(from, to)}]${words.slice(to)}`;
};

it('marks the beginning of a word that was searched, in any case', () => {
  expect(marked('Do you have the Wagon in red?', 'wag')).toBe('Do you have the [Wag]on in red?');
  expect(marked('Есть ли универсал?', 'УНИВ')).toBe('Есть ли [унив]ерсал?');
  expect(marked('هل السيارة متاحة', 'السيارة')).toBe('هل [السيارة] متاحة');
});

it('shows what stands around it, on one line', () => {
  const text = `${'before '.repeat(40)}\nthe wagon\n${'after '.repeat(40)}`;
  const { words, from, to } = excerptOf(text, 'wagon');
  expect(words.slice(from, to)).toBe('wagon');
  expect(words).toMatch(/^…before .*the wagon after .*…$/);
  expect(words.length).toBeLessThan(150);
});

it('does not mark letters in the middle of another word', () => {
  expect(marked('A paragon of a car', 'gon')).toBe('[]A paragon of a car');
});

it('takes any text and any words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, searched) => {
      const { words, from, to } = excerptOf(text, searched);
      expect(from <= to && to <= words.length && words.isWellFormed()).toBe(true);
    }),
  );
});
