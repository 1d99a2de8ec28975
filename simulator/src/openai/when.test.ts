import { describe, expect, it } from '@jest/globals';
import { momentIn } from './when.ts';

/** A Friday. */
const NOW = '2026-11-20T13:05';

describe('a moment in words', () => {
  it.each([
    ['Tuesday at ten works for me.', '2026-11-24T10:00', 'Tuesday at ten'],
    ['Can you call me back tomorrow at three?', '2026-11-21T15:00', 'tomorrow at three'],
    ['Friday at 9:30 am', '2026-11-27T09:30', 'Friday at 9:30 am'],
    ['next monday at half past four', '2026-11-23T16:30', 'next monday at half past four'],
    ['today at 5 pm', '2026-11-20T17:00', 'today at 5 pm'],
    ['tonight at eight', '2026-11-20T20:00', 'tonight at eight'],
    ['tomorrow at eight in the evening', '2026-11-21T20:00', 'tomorrow at eight in the evening'],
    ['at two', '2026-11-20T14:00', 'at two'],
    ['at eleven', '2026-11-21T11:00', 'at eleven'],
    ['in two hours', '2026-11-20T15:05', 'in two hours'],
    ['in 30 minutes please', '2026-11-20T13:35', 'in 30 minutes'],
    ['in half an hour', '2026-11-20T13:35', 'in half an hour'],
  ])('%p is %s', (text, local, words) => {
    expect(momentIn(text, NOW)).toEqual({ local, words });
  });

  it('may be only a day', () => {
    expect(momentIn('Call me tomorrow.', NOW)).toEqual({ local: null, words: 'tomorrow' });
  });

  it.each(['I am at home', 'Next month.', 'My budget is twenty thousand.'])(
    'is not in %p',
    (text) => {
      expect(momentIn(text, NOW)).toBeNull();
    },
  );
});
