import { describe, expect, it } from '@jest/globals';
import { findQuote } from './quote.ts';

const turns = [
  { turn: 0, who: 'agent', text: 'Would Tuesday at three work for you?' },
  { turn: 1, who: 'lead', text: 'Yes — Tuesday  at three, that’s perfect!' },
  { turn: 2, who: 'agent', text: 'Great. Anything else?' },
  { turn: 3, who: 'lead', text: 'No.' },
  { turn: 4, who: 'lead', text: 'Tuesday at three then. ¿Está bien?' },
];

describe('findQuote', () => {
  it('finds words whatever their case, spacing and punctuation, and gives them as they stand', () => {
    expect(findQuote('"tuesday at three, that\'s perfect"', turns, 1)).toEqual({
      turn: 1,
      quote: 'Tuesday  at three, that’s perfect',
    });
  });

  it('searches the claimed turn first', () => {
    expect(findQuote('tuesday at three', turns, 4)).toMatchObject({ turn: 4 });
    expect(findQuote('tuesday at three', turns, 1)).toMatchObject({ turn: 1 });
  });

  it('finds it elsewhere when the claimed turn is wrong or missing', () => {
    expect(findQuote('está bien', turns, 1)).toEqual({ turn: 4, quote: 'Está bien' });
    expect(findQuote('está bien', turns, 99)).toEqual({ turn: 4, quote: 'Está bien' });
    expect(findQuote('está bien', turns)).toEqual({ turn: 4, quote: 'Está bien' });
  });

  it('does not take the agent’s words for the lead’s', () => {
    expect(findQuote('work for you', turns, 0)).toBeNull();
    expect(findQuote('work for you', turns, 0, { anyone: true })).toEqual({
      turn: 0,
      quote: 'work for you',
    });
  });

  it('refuses words that were said in another order, with gaps or across turns', () => {
    expect(findQuote('three at Tuesday', turns, 1)).toBeNull();
    expect(findQuote('Tuesday … perfect', turns, 1)).toBeNull();
    expect(findQuote('No Tuesday', turns, 3)).toBeNull();
  });

  it('refuses part of a word', () => {
    expect(findQuote('day at three', turns, 1)).toBeNull();
  });

  it('takes a lone short word only as a whole turn', () => {
    expect(findQuote('no', turns, 3)).toEqual({ turn: 3, quote: 'No' });
    expect(findQuote('yes', turns, 1)).toBeNull();
    expect(findQuote('perfect', turns, 1)).toEqual({ turn: 1, quote: 'perfect' });
  });

  it('finds nothing in nothing', () => {
    expect(findQuote('', turns, 1)).toBeNull();
    expect(findQuote('…', turns, 1)).toBeNull();
  });
});
