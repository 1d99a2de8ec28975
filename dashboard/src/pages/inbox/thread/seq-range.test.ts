import { describe, expect, it } from '@jest/globals';
import { withNewest, withOlder } from './seq-range.ts';

const known =
  (...seqs: number[]) =>
  (seq: number) =>
    seqs.includes(seq);
const seqs = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('the part of a conversation that is known without a gap', () => {
  it('begins with the newest page', () => {
    expect(withNewest(null, { seqs: seqs(51, 100), older: 51 }, known())).toEqual({
      first: 51,
      older: 51,
    });
  });

  it('keeps older pages when the newest is fetched again and joins them', () => {
    const range = { first: 51, older: 51 };
    const isKnown = known(...seqs(51, 130));
    expect(withNewest(range, { seqs: seqs(90, 139), older: 90 }, isKnown)).toBe(range);
  });

  it('begins anew where texts are missing between what was known and the newest page', () => {
    const isKnown = known(...seqs(51, 100), 120);
    expect(
      withNewest({ first: 51, older: 51 }, { seqs: seqs(121, 170), older: 121 }, isKnown),
    ).toEqual({ first: 121, older: 121 });
  });

  it('grows to the beginning, and takes no page that was asked for before a gap was found', () => {
    const range = { first: 51, older: 51 };
    expect(withOlder(range, { seqs: seqs(1, 50), older: null, before: 51 })).toEqual({
      first: 1,
      older: null,
    });
    expect(withOlder(range, { seqs: seqs(200, 249), older: 200, before: 250 })).toBe(range);
  });

  it('has no texts at all in a conversation that has just begun', () => {
    expect(withNewest(null, { seqs: [], older: null }, known())).toEqual({ first: 1, older: null });
  });
});
