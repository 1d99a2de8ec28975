import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type WebSocket, WebSocketServer } from 'ws';
import { openSocket } from './open-socket.ts';
import { createTextFrames } from './text-frames.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function setup() {
  const server = new WebSocketServer({ port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const received: string[] = [];
  const accepted = new Promise<{ webSocket: WebSocket; connection: Duplex }>((resolve) => {
    server.on('connection', (webSocket, request) => {
      webSocket.on('message', (data) => received.push(data.toString()));
      resolve({ webSocket, connection: request.socket });
    });
  });
  const { port } = server.address() as AddressInfo;
  const opened = await openSocket({
    url: `ws://127.0.0.1:${port}`,
    headers: {},
    timeoutMs: 30_000,
  });
  closing.push(() => {
    opened.webSocket.terminate();
    server.close();
  });
  return { opened, accepted: await accepted, received };
}

const around = { beginning: '{"audio":"', end: '"}' };

describe('frames written whole', () => {
  it.each([0, 10, 216, 5_000, 80_000])('arrive with a payload of %i bytes', async (length) => {
    const { opened, accepted, received } = await setup();
    const payload = Buffer.alloc(length, 'a');
    const answered = new Promise((resolve) => opened.webSocket.once('message', resolve));
    createTextFrames({ ...opened, asClient: true, ...around }).send(payload);
    const arrived = new Promise((resolve) => accepted.webSocket.once('message', resolve));
    await arrived;
    createTextFrames({ ...accepted, asClient: false, ...around }).send(payload);
    expect(String(await answered)).toBe(`{"audio":"${payload}"}`);
    expect(received).toEqual([`{"audio":"${payload}"}`]);
  });

  it('keep their place among what the library sends', async () => {
    const { opened, accepted, received } = await setup();
    const frames = createTextFrames({ ...opened, asClient: true, ...around });
    opened.webSocket.send('before');
    frames.send(Buffer.from('x'));
    opened.webSocket.send('after');
    const closed = new Promise((resolve) => accepted.webSocket.once('close', resolve));
    opened.webSocket.close(1000);
    frames.send(Buffer.from('too late'));
    await closed;
    expect(received).toEqual(['before', '{"audio":"x"}', 'after']);
  });

  it('are left to the library where a mask is needed', async () => {
    const { opened, accepted } = await setup();
    const arrived = new Promise((resolve) => accepted.webSocket.once('message', resolve));
    const { webSocket } = opened;
    createTextFrames({ webSocket, connection: null, asClient: true, ...around }).send(
      Buffer.from('x'),
    );
    expect(String(await arrived)).toBe('{"audio":"x"}');
  });
});
