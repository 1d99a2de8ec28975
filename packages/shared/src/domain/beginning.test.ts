import { describe, expect, it } from '@jest/globals';
import { beginning } from './beginning.ts';
import { decideOptOut } from './opt-out/decide-opt-out.ts';
import { spokenOptOut } from './opt-out/spoken-opt-out.ts';
import { leadsWords } from './texts/own-words.ts';

/** Normalizing makes eighteen characters of it. */
const LIGATURE = '\ufdfa';

describe('the beginning of a text', () => {
  it.each([
    ['plain words', 'Yes, still interested', 1_600],
    ['as many as are read', 'a'.repeat(1_600), 1_600],
    ['accents that are signs of their own', 'e\u0301'.repeat(800), 1_600],
  ])('is the whole of %s', (_, text, most) => {
    expect(beginning(text, most)).toBe(text);
  });

  it.each([
    ['a ligature', LIGATURE],
    ['a fraction', '\u2150'],
    ['a styled letter of two halves', '\u{1d400}'],
  ])('is no longer when %s is levelled, and splits no character', (_, sign) => {
    const read = beginning(sign.repeat(20_000), 1_600);
    expect(read.normalize('NFKC').length).toBeLessThanOrEqual(1_600);
    expect(read.length).toBeGreaterThan(80);
    expect(read.isWellFormed()).toBe(true);
  });
});

describe('what rules read of a text', () => {
  it.each([LIGATURE.repeat(20_000), `stop. ${LIGATURE.repeat(1_599)}`])(
    'is bounded as it is after levelling (%#)',
    (text) => {
      expect(decideOptOut(text).normalized.length).toBeLessThanOrEqual(1_600);
    },
  );

  it('is judged by a model where levelling makes it long, and a bare STOP before it counts', () => {
    expect(decideOptOut(LIGATURE.repeat(200)).kind).toBe('none');
    expect(decideOptOut(`STOP. ${LIGATURE.repeat(200)}`)).toMatchObject({
      kind: 'opt_out',
      rule: 'keyword',
    });
  });

  it('of a turn of a call is bounded, and a refusal at its beginning is found', () => {
    const turn = `Please stop calling me. ${LIGATURE.repeat(4_000)}`;
    expect(spokenOptOut(turn)).toMatchObject({ optOut: true });
  });

  it('leaves the words of a lead alone, however many quotations begin in them', () => {
    const text = '"a '.repeat(6_000);
    expect(leadsWords(text, ['Are you still looking for a house?'])).toBe(text);
  });
});
