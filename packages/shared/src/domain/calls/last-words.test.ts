import { describe, expect, it } from '@jest/globals';
import { wordsCompleteAt } from './last-words.ts';

const endedAt = new Date('2026-11-20T18:00:00Z');
const after = (seconds: number) => new Date(endedAt.getTime() + seconds * 1_000);

describe('the words of a call that has ended', () => {
  it('are complete once the end of its stream is reported', () => {
    const ended = { endedAt, settledAt: after(1), streamOpenSince: null, streams: 2 };
    expect(wordsCompleteAt(ended)).toEqual(endedAt);
  });

  it.each([
    ['whose stream was not closed', { streamOpenSince: after(-60).toISOString(), streams: 1 }],
    ['that another one wrote down', { streamOpenSince: null, streams: 0 }],
  ])('are waited for on a call %s, from when we knew that it had ended', (_, stream) => {
    expect(wordsCompleteAt({ endedAt, settledAt: null, ...stream })).toEqual(after(3));
    expect(wordsCompleteAt({ endedAt, settledAt: after(600), ...stream })).toEqual(after(603));
  });
});
