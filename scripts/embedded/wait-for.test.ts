import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it } from '@jest/globals';
import { waitFor } from './wait-for.ts';

/** A server that answers with these statuses in turn, then with the last one for ever. */
async function setup(statuses: number[]) {
  let asked = 0;
  const server = createServer((_request, response) => {
    response.statusCode = statuses[Math.min(asked, statuses.length - 1)] ?? 500;
    asked += 1;
    response.setHeader('connection', 'close').end('redis: no answer');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/readyz`, asked: () => asked, stop: () => server.close() };
}

it('waits until the answer is good', async () => {
  const { url, asked, stop } = await setup([503, 503, 200]);
  await waitFor(url, { deadlineMs: 10_000, everyMs: 1 });
  expect(asked()).toBe(3);
  stop();
});

it('says what was answered last when the deadline has passed', async () => {
  const { url, stop } = await setup([503]);
  await expect(waitFor(url, { deadlineMs: 20, everyMs: 1 })).rejects.toThrow(
    '503 redis: no answer',
  );
  stop();
});

it('ends at once when what it waits for is gone', async () => {
  const { url, stop } = await setup([503]);
  const gone = new AbortController();
  const waiting = waitFor(url, { deadlineMs: 600_000, everyMs: 600_000, signal: gone.signal });
  gone.abort(new Error('the api is gone'));
  await expect(waiting).rejects.toThrow();
  stop();
});
