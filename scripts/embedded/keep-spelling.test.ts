import { expect, it } from '@jest/globals';
import { keepSpelling } from './keep-spelling.ts';

const asked = (query: [string, string][], path = '/rest/v1/leads') => {
  const url = `http://localhost${path}?${new URLSearchParams(query)}`;
  return [...new URL(keepSpelling(new Request(url)).url).searchParams];
};

it.each([
  ['phone', 'eq.+12025550143', 'eq."+12025550143"'],
  ['phone', 'not.eq.+12025550143', 'not.eq."+12025550143"'],
  ['phone', 'in.(+12025550143,+12025550144)', 'in.("+12025550143","+12025550144")'],
  ['or', '(phone.eq.+12025550143,id.eq.5)', '(phone.eq."+12025550143",id.eq.5)'],
  ['external_id', 'eq.42.0', 'eq."42.0"'],
  ['external_id', 'eq.1e5', 'eq."1e5"'],
  ['or', '(external_id.eq.42.0,name.eq.Ada)', '(external_id.eq."42.0",name.eq.Ada)'],
])('keeps the spelling of %s=%s', (name, text, expected) => {
  expect(asked([[name, text]])).toEqual([[name, expected]]);
});

it.each([
  ['id', 'eq.42'],
  ['amount', 'gt.4.5'],
  ['phone', 'eq."+12025550143"'],
  ['phone', 'like.+1202*'],
  ['created_at', 'lt.2026-11-20T17:00:00+00:00'],
  ['or', '(created_at.lt."2026-11-20T17:00:00+00:00",and(id.gt.3,name.eq.Ada))'],
  ['call_sid', 'is.null'],
  ['limit', '010'],
])('leaves %s=%s as it is', (name, text) => {
  expect(asked([[name, text]])).toEqual([[name, text]]);
});

it('leaves the arguments of functions and other endpoints alone', () => {
  const query: [string, string][] = [['p_phone', 'eq.+12025550143']];
  expect(asked(query, '/rest/v1/rpc/lead_by_phone')).toEqual(query);
  expect(asked(query, '/auth/v1/user')).toEqual(query);
});

it('keeps method, key and body', async () => {
  const request = new Request('http://localhost/rest/v1/leads?phone=eq.%2B12025550143', {
    method: 'PATCH',
    headers: { apikey: 'key' },
    body: '{"name":"Ada"}',
  });
  const kept = keepSpelling(request);
  expect([kept.method, kept.headers.get('apikey'), await kept.json()]).toEqual([
    'PATCH',
    'key',
    { name: 'Ada' },
  ]);
});
