import { createHmac } from 'node:crypto';
import { WebSocket } from 'ws';
import { receive } from './receive.ts';

const FRAME = Buffer.alloc(160, 0x55).toString('base64');

type Options = {
  port: number;
  signedFor?: string;
  start?: Record<string, unknown>;
  token?: string;
  /** Marks are echoed at once: everything is played as soon as it is sent. */
  plays?: boolean;
};

/** The carrier's end of one stream. */
export function callIn(options: Options) {
  const url = `ws://127.0.0.1:${options.port}/media-stream`;
  const signature = createHmac('sha1', 'secret')
    .update(options.signedFor ?? url)
    .digest('base64');
  const socket = new WebSocket(url, { headers: { 'x-twilio-signature': signature } });
  const got = receive();
  let chunk = 0;
  let closedWith: string | undefined;
  const closed = new Promise<string>((resolve) => {
    socket.on('close', (_code, reason) => {
      closedWith = reason.toString();
      resolve(closedWith);
    });
  });
  const refused = new Promise<number>((resolve) => {
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
  });
  socket.on('error', () => {});
  const send = (message: object) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const mark = (name: string) => send({ event: 'mark', mark: { name }, streamSid: 'MZ1' });
  socket.on('message', (data) => {
    const message = JSON.parse(data.toString());
    got.add(message);
    if (message.event === 'mark' && options.plays !== false) mark(message.mark.name);
  });
  const opened = new Promise<void>((resolve) => socket.once('open', resolve));
  const start = {
    accountSid: `AC${'a'.repeat(32)}`,
    streamSid: 'MZ1',
    callSid: 'CA1',
    tracks: ['inbound'],
    mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    customParameters: { token: options.token ?? 'good' },
    ...options.start,
  };

  return {
    got,
    closed,
    refused,
    opened,
    send,
    mark,
    raw: (data: string | Buffer) => socket.send(data),
    async begin() {
      await opened;
      send({ event: 'connected', protocol: 'Call', version: '1.0.0' });
      send({ event: 'start', sequenceNumber: '1', start, streamSid: 'MZ1' });
    },
    /** One frame of 20 ms; `timestamp` makes a gap before it. */
    frame(timestamp = chunk * 20) {
      chunk = timestamp / 20 + 1;
      const media = {
        track: 'inbound',
        chunk: `${chunk}`,
        timestamp: `${timestamp}`,
        payload: FRAME,
      };
      send({ event: 'media', sequenceNumber: '2', media, streamSid: 'MZ1' });
    },
    press: (digit: string) =>
      send({ event: 'dtmf', streamSid: 'MZ1', dtmf: { track: 'inbound_track', digit } }),
    hangUp() {
      send({ event: 'stop', stop: { callSid: 'CA1' }, streamSid: 'MZ1' });
    },
    vanish: () => socket.terminate(),
  };
}
