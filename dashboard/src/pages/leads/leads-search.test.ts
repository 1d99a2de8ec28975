import { expect, it } from '@jest/globals';
import { readLeadsSearch, withFilter } from './leads-search.ts';

it('keeps what is known and drops the rest', () => {
  expect(readLeadsSearch({ q: ' Ada ', status: 'new', outcome: 'success', cursor: 7 })).toEqual({
    q: 'Ada',
    status: 'new',
    outcome: 'success',
    cursor: '7',
  });
  expect(readLeadsSearch({ q: '', status: 'odd', outcome: 1, view: 'x' })).toEqual({});
});

it('begins at the newest lead when the filter changes', () => {
  const search = { q: 'Ada', cursor: '7' };
  expect(withFilter(search, { status: 'new' })).toEqual({ q: 'Ada', status: 'new' });
  expect(withFilter(search, { q: undefined })).toEqual({});
});
