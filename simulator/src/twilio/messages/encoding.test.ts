import { describe, expect, it } from '@jest/globals';
import { segmentsOf, smartEncoded } from './encoding.ts';

describe('the segments of a text', () => {
  it.each([
    ['nothing', '', 1],
    ['160 plain letters', 'a'.repeat(160), 1],
    ['161 plain letters', 'a'.repeat(161), 2],
    ['306 plain letters', 'a'.repeat(306), 2],
    ['307 plain letters', 'a'.repeat(307), 3],
    ['80 euro signs', '€'.repeat(80), 1],
    ['81 euro signs', '€'.repeat(81), 2],
    ['70 letters and one that is not in the alphabet', `${'a'.repeat(69)}ç`, 1],
    ['71 of these', `${'a'.repeat(70)}ç`, 2],
    ['35 emoji', '😀'.repeat(35), 1],
    ['36 emoji', '😀'.repeat(36), 2],
    ['a two-unit character at the boundary', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
  ])('%s', (_, text, segments) => {
    expect(segmentsOf(text)).toBe(segments);
  });

  it('are a little shorter from a toll-free number', () => {
    expect(segmentsOf('a'.repeat(305))).toBe(2);
    expect(segmentsOf('a'.repeat(305), true)).toBe(3);
  });

  it('become GSM-7 again when look-alikes are replaced', () => {
    const text = `${'a'.repeat(100)} \u201cit\u2019s\u201d \u2014 fine\u2026`;
    expect(segmentsOf(text)).toBe(2);
    expect(smartEncoded(text).slice(101)).toBe('"it\'s" - fine...');
    expect(segmentsOf(smartEncoded(text))).toBe(1);
  });
});
