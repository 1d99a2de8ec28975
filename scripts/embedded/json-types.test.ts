import { expect, it } from '@jest/globals';
import { JSON_TYPES } from './json-types.ts';

const { serialize, parse } = JSON_TYPES.jsonb;

it('sends text that is JSON already as it is, and everything else as JSON', () => {
  const argument = { name: 'Ada', at: [1, null] };
  expect(parse(serialize(JSON.stringify(argument)))).toEqual(argument);
  expect(parse(serialize(argument))).toEqual(argument);
});
