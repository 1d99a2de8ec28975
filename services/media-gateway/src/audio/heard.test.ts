import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { heardText } from './heard.ts';

const SENTENCE = 'You can also see all times at our office.';

describe('the heard part of a text', () => {
  it.each([
    ['all of it when all was played', 1_000, 1_000, SENTENCE],
    ['nothing when nothing was played', 0, 1_000, ''],
    ['nothing when there was no audio', 0, 0, ''],
    ['whole words only, when cut inside a word', 20 * 10, 20 * 41, 'You can'],
    ['the word that had just ended', 20 * 7, 20 * 41, 'You can'],
    ['the word before, when cut at the first letter of the next', 20 * 9, 20 * 41, 'You can'],
    ['nothing when not even one word was complete', 20 * 2, 20 * 41, ''],
  ])('is %s', (_name, heardMs, audioMs, expected) => {
    expect(heardText(SENTENCE, heardMs, audioMs)).toBe(expected);
  });

  it('counts characters, not UTF-16 units', () => {
    expect(heardText('😀😀 ok', 40, 100)).toBe('😀😀');
  });

  it('is always a prefix of the text that ends at the end of a word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zé]{1,12}$/), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 2_000 }),
        (words, heardMs) => {
          const heard = heardText(words.join(' '), heardMs, 1_000);
          expect(words.join(' ').startsWith(heard)).toBe(true);
          const count = heard === '' ? 0 : heard.split(' ').length;
          expect(heard).toBe(words.slice(0, count).join(' '));
        },
      ),
    );
  });
});
