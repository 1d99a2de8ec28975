import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { createDemoApi } from './demo-api.ts';

const BUSY = { status: 503, body: { title: 'Service Unavailable', detail: 'No database.' } };
let server: Server | undefined;
afterEach(() => void server?.close());

/** An api that gives these answers, the last one for ever. */
async function answering(...answers: { status: number; body: object }[]) {
  let asked = 0;
  const made = createServer((_, res) => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    res.writeHead(answer?.status ?? 500, { connection: 'close' });
    res.end(JSON.stringify(answer?.body));
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  const { port } = made.address() as AddressInfo;
  const api = createDemoApi({
    apiUrl: `http://127.0.0.1:${port}`,
    apiKey: 'k',
    signal: new AbortController().signal,
    againMs: 1,
  });
  return { api, asked: () => asked };
}

it('asks again while the database is too slow, and goes on with the story', async () => {
  const call = { status: 202, body: { data: { call_id: 'c1', status: 'scheduled' } } };
  const { api, asked } = await answering(BUSY, BUSY, call);
  expect(await api.schedule({ to: '+12025550101' })).toEqual({ id: 'c1' });
  expect(asked()).toBe(3);
});

it('sends a form again that was kept for later, until it is a conversation', async () => {
  const kept = { status: 202, body: { success: true, data: { spooled: true } } };
  const there = { status: 200, body: { data: { result: 'repeated', conversation_id: 'v1' } } };
  const { api } = await answering(kept, kept, there);
  expect(await api.comeIn({ name: 'Ada' })).toEqual({ conversationId: 'v1' });
});

it('gives up in words in the end', async () => {
  const { api, asked } = await answering(BUSY);
  expect(await api.schedule({})).toEqual({
    refusal: 'POST /api/queue/schedule-call answered 503: No database.',
  });
  expect(asked()).toBe(20);
});
