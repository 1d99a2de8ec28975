import { describe, expect, it } from '@jest/globals';
import { keywordOf } from './keywords.ts';

describe("the carrier's keywords", () => {
  it.each([
    ['STOP', 'STOP'],
    [' stop ', 'STOP'],
    ['Cancel', 'STOP'],
    ['OptOut', 'STOP'],
    ['revoke', 'STOP'],
    ['yes', 'START'],
    ['Unstop', 'START'],
    ['info', 'HELP'],
    ['Stop please', null],
    ['STOP!', null],
    ['opt out', null],
    ['', null],
  ])('%p is %p', (text, keyword) => {
    expect(keywordOf(text, false)).toBe(keyword);
  });

  it('are fewer on toll-free numbers', () => {
    expect(['STOP', 'QUIT', 'YES', 'START', 'HELP'].map((word) => keywordOf(word, true))).toEqual([
      'STOP',
      null,
      null,
      'START',
      null,
    ]);
  });
});
