import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { refuseSchema } from './schema-rules.ts';
import { smallestInstance } from './smallest-instance.ts';

const object = (properties: Record<string, unknown>, more = {}) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});

const GOOD = object({
  name: { type: ['string', 'null'] },
  kind: { type: 'string', enum: ['a', 'b'] },
  when: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  list: { type: 'array', items: object({ n: { type: 'integer', minimum: 3 } }), minItems: 1 },
  share: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
  mail: { type: 'string', format: 'email' },
  yes: { type: 'boolean' },
});

describe('strict mode', () => {
  it('accepts a schema that follows its rules', () => {
    expect(refuseSchema(GOOD)).toBeNull();
  });

  it.each([
    ['a root that is not an object', { type: 'array', items: {} }],
    ['a root of choices', { anyOf: [GOOD] }],
    ['an optional field', object({ a: { type: 'string' } }, { required: [] })],
    ['further fields', object({ a: { type: 'string' } }, { additionalProperties: true })],
    ['an inner object without the rules', object({ a: { type: 'object', properties: {} } })],
    ['an unknown keyword', object({ a: { allOf: [] } })],
    ['a list without items', object({ a: { type: 'array' } })],
  ])('refuses %s', (_, schema) => {
    expect(refuseSchema(schema)).toEqual(expect.any(String));
  });

  it('refuses more than ten levels', () => {
    const deep = Array.from({ length: 12 }).reduce<unknown>((inner) => object({ a: inner }), {
      type: 'string',
    });
    expect(refuseSchema(deep)).toMatch(/levels/);
  });
});

describe('the smallest instance', () => {
  it('fits its schema', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const instance = smallestInstance(GOOD);
    expect(ajv.validate(GOOD, instance)).toBe(true);
    expect(Object.keys(instance as object)).toEqual(Object.keys(GOOD.properties));
  });
});
