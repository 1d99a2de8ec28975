import { describe, expect, it } from '@jest/globals';
import { blockedScope, plainScope, wantsCallInstead } from './scope.ts';

describe('what a refusal covers', () => {
  it.each([
    ['Don’t call me, text me instead', 'voice'],
    ['Stop calling me! Just text me', 'voice'],
    ['no me llame, escríbame', 'voice'],
    ['Stop texting me, call me instead', 'sms'],
  ])('is one channel only where the other one is asked for: "%s"', (words, scope) => {
    expect(plainScope(words)).toBe(scope);
  });

  it.each([
    'STOP',
    'Don’t call me',
    'stop texting me',
    'Don’t call or text me',
    'Don’t call me. Don’t text me either',
    'Don’t call me, email me',
    // Two wishes in one text: the one that covers more counts.
    'Don’t call me, text me. No, take me off your list',
    'Stop calling me, just text me. Actually leave me alone.',
    'Don’t call me at work, text me',
    'Stop texting my phone',
    'don’t text this phone',
  ])('is everything where the words leave a doubt: "%s"', (words) => {
    expect(plainScope(words)).toBe('all');
  });
});

describe('a call in place of texts', () => {
  it.each([
    'Stop texting me, call me instead',
    'Don’t text me, call me instead',
    'no texts please, call me',
    'Stop texting. Just call me!',
    'quit texting me, could you call me',
    'pls stop txting me, just ring me',
  ])('is asked for plainly: "%s"', (words) => {
    expect(wantsCallInstead(words)).toBe(true);
  });

  it.each([
    'STOP',
    'stop texting me',
    'Can you call me?',
    'Stop texting my phone',
    'never text me, they call me all day',
    'don’t text me, you call me a liar',
    'stop texting me, call me a liar',
    'Don’t text or call me',
    'Stop texting me, I will call',
    'Stop texting me your call back',
    'Don’t text me tomorrow, call me',
    'Stop texting me, call me. No, leave me alone',
    'Don’t call me, text me instead',
  ])('is not planned on a doubt: "%s"', (words) => {
    expect(wantsCallInstead(words)).toBe(false);
  });
});

describe('what is suppressed', () => {
  it.each([
    // the lead's words, the operator's standard, what is suppressed
    ['STOP', 'all', 'all'],
    ['STOP', 'sms', 'sms'],
    ['no more texts please', 'sms', 'sms'],
    // Plain words of the lead count for more than a setting, in either direction.
    ['Don’t call me, text me', 'all', 'voice'],
    ['Don’t call me, text me', 'sms', 'voice'],
    ['Stop texting me, call me instead', 'all', 'sms'],
    ['Don’t ever call me again', 'sms', 'all'],
    ['Don’t call or text me', 'sms', 'all'],
    ['stop contacting me', 'sms', 'all'],
    ['ne m’appelez plus', 'sms', 'all'],
    ['no me llamen más', 'sms', 'all'],
    ['Sorry, you have the wrong number', 'sms', 'all'],
    ['delete my number', 'sms', 'all'],
  ] as const)('by "%s" where the standard is %s: %s', (words, standard, scope) => {
    expect(blockedScope(words, standard)).toBe(scope);
  });
});
