import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from '@jest/globals';
import { createCutOff } from './cut-off.ts';

let server: Server;
afterEach(() => void server.close());

/** The answer to ten bytes of a hundred, by a server that waits for all of them. */
async function answerTo(path: string, handle: (end: () => void) => void): Promise<string> {
  server = createServer((req, res) => {
    req.on('error', () => undefined);
    handle(() => res.end('taken'));
    req.resume();
  });
  server.on('request', createCutOff(50));
  server.listen(0);
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n0123456789`);
  return text(socket);
}

it('an incomplete body is refused with the reason', async () => {
  const answer = await answerTo('/webhooks/retell', () => undefined);
  expect(answer).toMatch(/^HTTP\/1.1 408 /);
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({
    success: false,
    status: 408,
    detail: 'The body was not complete in time: send it in one piece.',
  });
});

it('nothing is written into an answer that has begun', async () => {
  const answer = await answerTo('/webhooks/retell', (end) => end());
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(answer).not.toContain('408');
});

it('a file may take its time, as long as there is no answer', async () => {
  const answer = await answerTo('/api/leads/import', (end) => setTimeout(end, 200));
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
});
