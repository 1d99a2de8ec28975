import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { systemNow } from '@ringback/shared/runtime/clock.ts';
import fc from 'fast-check';
import { allSpecs } from '../routes/modules.ts';
import { startWorld, type World } from '../testing/api-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ cleanupMs: 1 });
});
afterAll(() => world.stop());

/** Values that a client might send, on purpose or not, in the place of one value. */
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
    await fc.assert(fc.asyncProperty(bodies, run), { numRuns: 25, seed: 20_261_120 });
  },
);

const MOMENTS = [
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '9999-12-31T23:59:59-23:59'],
  ...['0001-01-01T00:00:00+14:00', `2026-11-20T12:00:00.${'0'.repeat(500)}Z`, '1e300', '-1'],
];
const cursorOf = (position: object) => Buffer.from(JSON.stringify(position)).toString('base64url');
const id = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';
const CURSORS = [...MOMENTS, '\0', 1e300].flatMap((at) => [
  cursorOf({ at, createdAt: at, startsAt: at, id }),
  cursorOf({ id: at }),
]);
const ODD = [...MOMENTS, ...CURSORS, '', '\0', '%', '9'.repeat(15), '9'.repeat(400), '__proto__'];

const asking = allSpecs(systemNow).filter(
  ({ method, path, query, params }) => method === 'get' && !/live/.test(path) && (query || params),
);

it.each(asking.map((spec) => [spec.path, spec] as const))(
  'GET %s takes anything in its place and its query without breaking',
  async (_, { path, query }) => {
    const address = path.replaceAll(
      /\{\w+\}/g,
      path.includes('callSid') ? `CA${'0'.repeat(32)}` : id,
    );
    for (const name of Object.keys(query?.shape ?? {})) {
      for (const value of ODD) {
        const { status } = await world.call(
          'GET',
          `${address}?${name}=${encodeURIComponent(value)}`,
        );
        expect([name, value, status < 500]).toEqual([name, value, true]);
      }
      // One of two values would be dropped silently.
      expect((await world.call('GET', `${address}?${name}=1&${name}=2`)).status).toBe(400);
    }
    if (!path.includes('{')) return;
    for (const value of ODD.filter((one) => one !== '')) {
      const odd = path.replaceAll(/\{\w+\}/g, encodeURIComponent(value));
      const { status } = await world.call('GET', odd);
      expect([value, status < 500]).toEqual([value, true]);
    }
  },
);

it('any words can be searched', async () => {
  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
  const marks = fc.string({ unit: fc.constantFrom(...`"'(),.*%_\\:&|!<> a`), minLength: 1 });
  const run = async (q: string) => {
    const { status } = await world.call('GET', `/api/leads?q=${encodeURIComponent(q)}`);
    expect([200, 400]).toContain(status);
  };
  const property = fc.asyncProperty(fc.oneof(words, marks), run);
  await fc.assert(property, { numRuns: 60, seed: 20_261_120 });
});
