import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { heldOrder } from './list-order.ts';

const held = { isHeld: true, open: null };
const free = { isHeld: false, open: null };

describe('the order of the list', () => {
  it('stays while it is held, and says how many would stand elsewhere', () => {
    expect(heldOrder(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'], held)).toEqual({
      ids: ['a', 'b', 'c', 'd'],
      moved: 1,
    });
    expect(heldOrder(['a', 'b', 'c'], ['n', 'c', 'a', 'b'], held).moved).toBe(2);
  });

  it('says nothing of rows that have left, nor of a page that was loaded below', () => {
    expect(heldOrder(['a', 'b', 'c'], ['a', 'c', 'd', 'e'], held)).toEqual({
      ids: ['a', 'b', 'c'],
      moved: 0,
    });
  });

  it('is the fresh one when nobody looks', () => {
    expect(heldOrder(['a', 'b'], ['b', 'n', 'a'], free)).toEqual({
      ids: ['b', 'n', 'a'],
      moved: 0,
    });
    expect(heldOrder([], ['a'], held).ids).toEqual(['a']);
  });

  it('never loses what is open', () => {
    expect(heldOrder(['a', 'b', 'c'], ['c', 'a'], { isHeld: false, open: 'b' }).ids).toEqual([
      'c',
      'b',
      'a',
    ]);
    expect(heldOrder(['a'], ['a', 'b'], { isHeld: false, open: 'z' }).ids).toEqual(['a', 'b']);
  });

  it('never moves a row under the pointer, whatever comes', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1 });
    fc.assert(
      fc.property(ids, ids, (shown, fresh) => {
        const { ids: after, moved } = heldOrder(shown, fresh, held);
        expect(after).toEqual(shown);
        const stays = fresh.filter((id) => shown.includes(id));
        if (stays.join() === shown.filter((id) => fresh.includes(id)).join() && moved > 0) {
          expect(fresh.some((id) => !shown.includes(id))).toBe(true);
        }
      }),
    );
  });
});
