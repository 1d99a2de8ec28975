import { expect, it } from '@jest/globals';
import { isNarrowed, readLeadsSearch, withFilter } from './leads-search.ts';

it('keeps what is known and drops the rest', () => {
  expect(readLeadsSearch({ q: ' Ada ', status: 'new', outcome: 'success', cursor: 7 })).toEqual({
    q: 'Ada',
    status: 'new',
    outcome: 'success',
    cursor: '7',
  });
  const known = { view: 'waiting', whose: 'nobody', sort: 'name', order: 'desc', source: 'web' };
  expect(readLeadsSearch(known)).toEqual(known);
  const odd = { q: '', status: 'odd', outcome: 1, view: 'x', campaign: '7', order: 'desc' };
  expect(readLeadsSearch(odd)).toEqual({});
});

it('begins at the newest lead when the filter changes', () => {
  const search = { q: 'Ada', cursor: '7' };
  expect(withFilter(search, { status: 'new' })).toEqual({ q: 'Ada', status: 'new' });
  expect(withFilter(search, { q: undefined })).toEqual({});
});

it('knows a list that is narrowed from one that is only sorted', () => {
  expect(isNarrowed({ sort: 'name', cursor: '7' })).toBe(false);
  expect(isNarrowed({ view: 'today' })).toBe(true);
});
