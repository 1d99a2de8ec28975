import { describe, expect, it } from '@jest/globals';
import { carrierAnswers, weConfirmOptOut } from './confirmation.ts';

const LONG_CODE = '+12025550190';
const TOLL_FREE = '+18885550190';
const POOL = `MG${'1'.repeat(32)}`;

const received = (body: string, ourNumber: string, carrierActed = false) => ({
  body,
  ourNumber,
  carrierActed,
});

describe('exactly one confirmation of an opt-out', () => {
  it.each([
    // who confirms, the own number, the lead's words, whether we do
    ['carrier', LONG_CODE, 'STOP', false],
    ['carrier', LONG_CODE, ' stop ', false],
    ['carrier', LONG_CODE, 'Unsubscribe', false],
    ['carrier', LONG_CODE, 'stop texting me', true],
    ['carrier', LONG_CODE, 'STOP please', true],
    ['carrier', LONG_CODE, 'ARRET', true],
    ['carrier', TOLL_FREE, 'STOP', false],
    ['carrier', TOLL_FREE, 'UNSUBSCRIBE', false],
    ['carrier', TOLL_FREE, 'stop texting me', true],
    ['carrier', POOL, 'STOP', false],
    ['carrier', POOL, 'stop texting me', true],
    // The carrier's own answers are switched off; those of the network cannot be.
    ['us', LONG_CODE, 'STOP', true],
    ['us', LONG_CODE, 'stop texting me', true],
    ['us', TOLL_FREE, 'STOP', false],
    ['us', TOLL_FREE, 'UNSUBSCRIBE', true],
    ['us', TOLL_FREE, 'stop texting me', true],
    ['nobody', LONG_CODE, 'STOP', false],
    ['nobody', LONG_CODE, 'stop texting me', false],
    ['nobody', TOLL_FREE, 'STOP', false],
    ['nobody', TOLL_FREE, 'stop texting me', false],
  ] as const)('confirmed by %s, to %s, "%s": ours %s', (by, to, words, ours) => {
    expect(weConfirmOptOut(received(words, to), by)).toBe(ours);
  });

  it('is the carrier’s where it reports that it acted, whatever the words', () => {
    expect(weConfirmOptOut(received('basta', LONG_CODE, true), 'carrier')).toBe(false);
    expect(weConfirmOptOut(received('basta', LONG_CODE, true), 'us')).toBe(true);
  });
});

describe('a keyword', () => {
  it.each([
    [LONG_CODE, 'HELP', 'carrier', true],
    [LONG_CODE, 'HELP', 'us', false],
    [LONG_CODE, 'START', 'us', false],
    [TOLL_FREE, 'START', 'us', true],
    [TOLL_FREE, 'HELP', 'us', false],
    [LONG_CODE, 'help me please', 'carrier', false],
  ] as const)(
    'to %s, "%s", is answered by the other side where %s answers: %s',
    (to, word, by, is) => {
      expect(carrierAnswers(received(word, to), by)).toBe(is);
    },
  );
});
