import { expect, it } from '@jest/globals';
import { readCallsSearch } from './calls-search.ts';

it('keeps what is known of an address, and drops the rest', () => {
  const known = {
    ...{ view: 'booked', status: 'completed', outcome: 'success', from: '2026-12-01' },
    ...{ way: 'inbound', origin: 'campaign', q: 'ada', sort: 'cost', order: 'asc' },
  };
  expect(readCallsSearch(known)).toEqual(known);
  const odd = {
    view: 'all',
    status: 'x',
    from: 'monday',
    campaign: '7',
    sort: 'name',
    order: 'asc',
  };
  expect(readCallsSearch(odd)).toEqual({});
  // The newest first is how a list stands anyway.
  expect(readCallsSearch({ sort: 'begun', order: 'desc' })).toEqual({});
});
