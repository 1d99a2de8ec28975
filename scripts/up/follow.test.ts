import { expect, it } from '@jest/globals';
import { follow } from './follow.ts';

const { signal } = new AbortController();

it('polls until the story ends, and not once more', async () => {
  let looks = 0;
  const look = async () => ++looks === 3;
  expect(await follow({ look, everyMs: 1, forMs: 60_000, signal })).toBe(true);
  expect(looks).toBe(3);
});

it('says that a story has no end by then', async () => {
  expect(await follow({ look: async () => false, everyMs: 1, forMs: 20, signal })).toBe(false);
});

it('stops when it is aborted', async () => {
  const leaving = new AbortController();
  const look = async () => {
    leaving.abort();
    return false;
  };
  const following = follow({ look, everyMs: 60_000, forMs: 60_000, signal: leaving.signal });
  await expect(following).rejects.toMatchObject({ name: 'AbortError' });
});
