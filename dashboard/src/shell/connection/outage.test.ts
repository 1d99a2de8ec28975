import { expect, it } from '@jest/globals';
import { nextTryIn, offlineSince } from './outage.ts';

it('says nothing of an outage that is over before anybody has noticed it', () => {
  expect(offlineSince({ is: 'connecting', since: 1_000 }, 3_900)).toBeNull();
  expect(offlineSince({ is: 'waiting', since: 1_000, nextAt: 9_000, tries: 1 }, 4_000)).toBe(1_000);
  expect(offlineSince({ is: 'live', since: 1_000 }, 60_000)).toBeNull();
});

it('counts down to the next try', () => {
  expect(nextTryIn({ is: 'waiting', since: 0, nextAt: 9_000, tries: 1 }, 5_100)).toBe(4);
  expect(nextTryIn({ is: 'connecting', since: 0 }, 5_000)).toBeNull();
});
