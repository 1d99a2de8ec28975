import { afterAll, expect, it } from '@jest/globals';
import { connectPatiently } from '@ringback/shared/queue/connect.ts';
import { createUnreadTexts } from '@ringback/shared/queue/unread-texts.ts';
import { stampAt } from '@ringback/shared/runtime/arrival-stamps.ts';
import { testRedisUrl } from './queue-world.ts';

const NOON = Date.parse('2026-11-20T17:00:00Z');
const stamp = (ms: number) => stampAt(new Date(NOON + ms));

const redis = connectPatiently(testRedisUrl());
afterAll(() => redis.disconnect());

/** Two apis on one Redis, and a clock that the test sets. */
function setup(name: string) {
  let ms = NOON;
  const now = () => new Date(ms);
  const api = (owner: string) =>
    createUnreadTexts({ redis, prefix: `{unread-${name}}`, owner, now });
  const pass = (more: number) => {
    ms += more;
  };
  return { here: api('here'), there: api('there'), pass };
}

it('the earliest that has reached any api is known to all, until it is stored', async () => {
  const { here, there } = setup('earliest');
  expect(await here.oldest()).toBeNull();
  await there.note(stamp(5));
  await here.note(stamp(3));
  expect(await there.oldest()).toBe(stamp(3));
  await here.done([stamp(3)]);
  expect(await here.oldest()).toBe(stamp(5));
  await there.done([stamp(5)]);
  expect(await here.oldest()).toBeNull();
});

it('within a millisecond the order of the stamps holds', async () => {
  const { here, there } = setup('within');
  const [first, second] = [stamp(0), stamp(0).replace('000Z', '001Z')];
  await here.note(second);
  await there.note(first);
  expect(await here.oldest()).toBe(first);
});

it('two apis may give the same stamp without a word between them', async () => {
  const { here, there } = setup('same');
  await here.note(stamp(0));
  await there.note(stamp(0));
  await here.done([stamp(0)]);
  expect(await here.oldest()).toBe(stamp(0));
});

it('an api that died holds back the others for ten seconds', async () => {
  const { here, there, pass } = setup('died');
  await there.note(stamp(0));
  pass(9_999);
  expect(await here.oldest()).toBe(stamp(0));
  pass(2);
  expect(await here.oldest()).toBeNull();
});
