import { describe, expect, it } from '@jest/globals';
import { storable } from './storable.ts';

const through = (value: unknown) => JSON.parse(storable(JSON.stringify(value)));

describe('what Postgres would refuse', () => {
  it.each([
    ['NUL', 'a\0b', 'a\ufffdb'],
    ['half of a character at the end', 'Hi \ud83d', 'Hi \ufffd'],
    ['the other half at the beginning', '\ude00 Hi', '\ufffd Hi'],
    ['NUL after a backslash', 'a\\\0b', 'a\\\ufffdb'],
  ])('is marked: %s', (_, written, kept) => {
    expect(through({ deep: [written] })).toEqual({ deep: [kept] });
  });

  it.each(['😀', 'C:\\u0000', '\\ud83d', 'a "quoted" \\ word', '\ufffd', '\u0007'])(
    'is nothing in %j',
    (written) => {
      expect(through(written)).toBe(written);
    },
  );
});
