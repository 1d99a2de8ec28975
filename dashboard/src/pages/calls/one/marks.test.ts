import { expect, it } from '@jest/globals';
import { piecesOf } from './marks.ts';

const turn = { seq: 2, content: 'Yes, twenty thousand. Next month.', heard: true, generated: null };

it('marks the quotes of a turn by their numbers', () => {
  const quotes = [
    { number: 1, quote: 'next month', turn: 2 },
    { number: 2, quote: 'Twenty thousand', turn: 2 },
    { number: 3, quote: 'Yes', turn: 7 },
  ];
  expect(piecesOf(turn, quotes)).toEqual([
    { words: 'Yes, ', number: null },
    { words: 'twenty thousand', number: 2 },
    { words: '. ', number: null },
    { words: 'Next month', number: 1 },
    { words: '.', number: null },
  ]);
});

it('marks words once where two quotes overlap', () => {
  const quotes = [
    { number: 1, quote: 'Yes, twenty', turn: 2 },
    { number: 2, quote: 'twenty thousand', turn: 2 },
  ];
  expect(piecesOf(turn, quotes).filter(({ number }) => number !== null)).toEqual([
    { words: 'Yes, twenty', number: 1 },
  ]);
});

it('puts what was not heard at the end', () => {
  const cut = { seq: 3, content: 'Hello, are', heard: false, generated: 'Hello, are you there?' };
  expect(piecesOf(cut, [])).toEqual([
    { words: 'Hello, are', number: null },
    { words: ' you there?', number: null, isCut: true },
  ]);
});
