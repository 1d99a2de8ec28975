import { describe, expect, it } from '@jest/globals';
import { mayRefuseCall, meansAnotherTime } from './call-wish.ts';

describe('a wish for a call', () => {
  it.each([
    'call me tomorrow',
    'Can you call me later?',
    'call me when I am home',
    'call me at 3',
    'call me in an hour',
    'ring me on Monday',
    'call me this evening pls',
    'llámeme mañana',
    'appelez-moi demain',
    'call me 15:30',
  ])('may be for another time: "%s"', (words) => expect(meansAnotherTime(words)).toBe(true));

  it.each([
    'Can you call me?',
    'call me',
    'Please call me now, I am out tomorrow',
    'call me as soon as you can',
    'just call me',
    '¿Me pueden llamar?',
    'Pouvez-vous m’appeler ?',
  ])('is for now: "%s"', (words) => expect(meansAnotherTime(words)).toBe(false));
});

describe('words about a call', () => {
  it.each([
    'Don’t call me',
    'please do not call me now, I am at work',
    'You don’t need to call me',
    'no need to call',
    'I would rather not have you call me',
    'write to me instead of calling',
    'can’t you call me?',
    'no me llame',
    'ne m’appelez pas',
  ])('may refuse one: "%s"', (words) => expect(mayRefuseCall(words)).toBe(true));

  it.each([
    'Can you call me?',
    'I don’t text much, call me',
    'I can’t talk now. Call me tomorrow at 3',
    'Yes',
    'call me please, not my wife',
  ])('refuse none: "%s"', (words) => expect(mayRefuseCall(words)).toBe(false));
});
