import { describe, expect, it } from '@jest/globals';
import { misplaced } from './judge-order.ts';

const at = (atMs: number, api = 0, doneMs = atMs) => ({ sid: `${atMs}/${api}`, atMs, doneMs, api });

describe('the judge of orders', () => {
  it('finds nothing in an order of arrival', () => {
    expect(misplaced([at(0), at(3), at(9, 1), at(20)])).toEqual([]);
  });

  it('finds two of one process that stand the wrong way round, however close they came', () => {
    expect(misplaced([at(1), at(0)])).toHaveLength(1);
  });

  it('lets two of different processes stand either way if they came less than 5 ms apart', () => {
    expect(misplaced([at(4, 1), at(0)])).toEqual([]);
    expect(misplaced([at(5, 1), at(0)])).toHaveLength(1);
    // It is unknown whether the second was handed over before the first.
    expect(misplaced([at(5, 1), at(0, 0, 4)])).toEqual([]);
  });
});
