import { describe, expect, it } from '@jest/globals';
import { NOTES } from '../notes.ts';
import { isModelSilent, onListening, onModelLost, onReconnected } from './on-model.ts';

const FIRST_LOSS = {
  reason: 'closed',
  sinceReplacedMs: Number.POSITIVE_INFINITY,
  hasHeardUs: true,
};
const RECONNECT_MS = 30_000;

describe('a lost model', () => {
  it.each([
    ['the first time', {}, 'reconnect'],
    ['again soon after', { sinceReplacedMs: 29_999 }, 'give-up'],
    ['again after a while', { sinceReplacedMs: 30_000 }, 'reconnect'],
    ['before the lead has heard a word', { hasHeardUs: false }, 'reconnect'],
    ['silent before the lead has heard a word', { reason: 'silent', hasHeardUs: false }, 'give-up'],
    ['silent in the middle of a talk', { reason: 'silent' }, 'reconnect'],
  ] as const)('%s', (_name, change, expected) => {
    expect(onModelLost({ ...FIRST_LOSS, ...change }, RECONNECT_MS)).toBe(expected);
  });

  it.each([
    ['silent', true],
    ['replies_failed', true],
    ['closed', false],
  ])('that was %s has nothing to say: %s', (reason, isSilent) => {
    expect(isModelSilent(reason)).toBe(isSilent);
  });
});

describe('another model', () => {
  it('is told to apologise and go on', () => {
    expect(onReconnected({ again: false, saidHello: false })).toEqual([
      { do: 'tell', note: NOTES.resumed, by: 'system', answer: true },
    ]);
  });

  it('that heard a sentence without an answer answers by itself', () => {
    expect(onReconnected({ again: true, saidHello: false })).toEqual([]);
  });

  it.each(['refused', 'unreachable'] as const)('may not be had: %s', (reason) => {
    expect(onReconnected(reason)).toEqual([{ do: 'give-up-model', reason }]);
  });
});

describe('the first words', () => {
  it.each([
    ['are the note, if there is one', 'Say hello.', false, 'tell'],
    ['are up to the model without one', undefined, false, 'speak'],
    ['answer a lead who has said hello: the note was told before', 'Say hello.', true, 'speak'],
  ] as const)('%s', (_name, note, saidHello, kind) => {
    expect(onListening(note, saidHello)).toMatchObject([{ do: kind }]);
  });
});
