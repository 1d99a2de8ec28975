import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { systemNow } from '@ringback/shared/runtime/clock.ts';
import fc from 'fast-check';
import { startWorld, type World } from '../../../../tests/api/api-world.ts';
import { allSpecs } from '../all-specs.ts';

jest.setTimeout(120_000);

let world: World;
beforeAll(async () => {
  world = await startWorld({ cleanupMs: 1 });
});
afterAll(() => world.stop());

/** What somebody might send, on purpose or not, in the place of one value. */
const odd = fc.oneof(
  fc.constantFrom(null, true, -1, 0, 1e300, '', ' ', '\0', '\ud800', '__proto__', [], {}),
  fc.constantFrom('+12025550101', '2026-11-20T12:00:00Z', '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69'),
  fc.constantFrom("'; drop table leads; --", '%', '\\', '{{7*7}}', '2026-02-31T00:00:00Z'),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer(),
);

const writing = allSpecs(systemNow).filter(({ body }) => body !== undefined);

it.each(writing.map((spec) => [`${spec.method} ${spec.path}`, spec] as const))(
  '%s takes any body without breaking, and answers as documented',
  async (_, { method, path, body }) => {
    const fields = Object.keys(body?.shape ?? {});
    const bodies = fc.oneof(
      fc.dictionary(fc.constantFrom(...fields), odd, { maxKeys: fields.length }),
      fc.dictionary(fc.string(), odd, { maxKeys: 3 }),
      fc.jsonValue(),
    );
    const id = path.includes('agents') ? '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69' : '1';
    const run = async (value: unknown) => {
      const { status } = await world.call(method.toUpperCase(), path.replace('{id}', id), {
        body: value,
      });
      expect([500, 502, 503]).not.toContain(status);
    };
    await fc.assert(fc.asyncProperty(bodies, run), { numRuns: 60, seed: 20_261_120 });
  },
);

it('any words can be searched for', async () => {
  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
  const marks = fc.string({ unit: fc.constantFrom(...`"'(),.*%_\\:&|!<> a`), minLength: 1 });
  const run = async (q: string) => {
    const { status } = await world.call('GET', `/api/leads?q=${encodeURIComponent(q)}`);
    expect([200, 400]).toContain(status);
  };
  const property = fc.asyncProperty(fc.oneof(words, marks), run);
  await fc.assert(property, { numRuns: 150, seed: 20_261_120 });
});
