import { describe, expect, it } from '@jest/globals';
import { standingRefusal } from './standing-refusal.ts';

type Found = Record<string, unknown> | null;

/** 'author: words', in order from seq 1; what was found in some of them when they came in. */
const texts = (lines: string[], found: Record<number, Found> = {}) =>
  lines.map((line, index) => {
    const [author = '', body = ''] = line.split(': ');
    return {
      seq: index + 1,
      author: author === 'lead' ? ('lead' as const) : ('ai' as const),
      body,
      media: [],
      opt_out: found[index + 1] ?? null,
      refusal_verdict: null,
      at: '2026-11-20T18:00:00Z',
    };
  });

describe('the refusal in force', () => {
  it('is the last one that was not taken back', () => {
    const lines = ['lead: STOP', 'lead: START', 'lead: ok', 'lead: actually stop texting me'];
    const { refusal, liftedTo } = standingRefusal(texts(lines));
    expect(refusal).toMatchObject({ turn: 4, words: expect.stringContaining('stop texting me') });
    expect(liftedTo).toBe(2);
  });

  it('does not exist after START, and YES does not count as START', () => {
    expect(standingRefusal(texts(['lead: STOP', 'lead: START'])).refusal).toBeNull();
    expect(standingRefusal(texts(['lead: STOP', 'lead: YES'])).refusal).toMatchObject({ turn: 1 });
  });

  it('is never found in our texts', () => {
    expect(standingRefusal(texts(['ai: Reply STOP to end', 'ai: STOP'])).refusal).toBeNull();
  });

  it('is what was found when the text came in, in its words', () => {
    const found = { 1: { kind: 'opt_out', rule: 'model', words: 'lose it', scope: 'sms' } };
    const { refusal } = standingRefusal(texts(['lead: kindly lose it'], found));
    expect(refusal).toEqual({ turn: 1, words: 'lose it', scope: 'sms' });
  });

  it('is found by the current rules where nothing was found then', () => {
    const nothing = { kind: 'none' };
    const { refusal } = standingRefusal(texts(['lead: stop texting me'], { 1: nothing }));
    expect(refusal).toMatchObject({ turn: 1 });
  });

  it('is not found in words that a judge has cleared', () => {
    const [text] = texts(['lead: stop'], { 1: { kind: 'none' } });
    if (!text) throw new Error('no text');
    expect(standingRefusal([{ ...text, refusal_verdict: 'not' }]).refusal).toBeNull();
  });

  it('is not found in our own words, quoted by the lead', () => {
    const ours = 'Still looking? Please stop texting me, said no lead of ours ever.';
    const { refusal } = standingRefusal(texts([`ai: ${ours}`, `lead: Liked “${ours}”`]));
    expect(refusal).toBeNull();
  });

  it('is not a request for texts instead of calls', () => {
    const { refusal } = standingRefusal(texts(["lead: Don't call me, text me instead"]));
    expect(refusal).toBeNull();
  });
});
