import { expect, it } from '@jest/globals';
import { readRefusal } from './read-refusal.ts';

const answering = (status: number, body: object) => async () => Response.json(body, { status });

it('is what the server says when it has too many streams of one person', async () => {
  expect(await readRefusal(answering(429, { detail: 'You have 20 open.' }))).toBe(
    'You have 20 open.',
  );
});

it.each([
  ['a server that opens it', answering(200, {})],
  ['a server that is stopping', answering(503, { detail: 'Reconnect.' })],
  ['an answer of something else on the way', answering(429, ['no'])],
  [
    'no server',
    async () => {
      throw new TypeError('fetch failed');
    },
  ],
])('is nothing with %s', async (_case, ask) => {
  expect(await readRefusal(ask)).toBeNull();
});
