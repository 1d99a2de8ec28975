import { describe, expect, it } from '@jest/globals';
import { counterWords } from './counter.ts';

describe('the counter of the composer', () => {
  it.each([
    ['', null],
    ['a'.repeat(91), '91 / 160 · 1 text'],
    ['a'.repeat(161), '161 / 306 · 2 texts'],
    ['👍', '2 / 70 · 1 text'],
    [`${'a'.repeat(80)}’`, "81 / 134 · 2 texts · “’” makes it longer: “'” would not"],
  ])('of %j says %j', (words, counter) => {
    expect(counterWords(words)).toBe(counter);
  });
});
