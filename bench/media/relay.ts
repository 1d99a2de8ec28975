import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { answerParent, cpuSoFar } from './child.ts';

/**
 * The least that a bridge can be, written the plain way: one socket on each side, each frame
 * parsed, put into the other side's envelope and sent. No turns, no marks, no transcript.
 */
const modelUrl = process.env['MODEL_URL'] ?? '';
const server = new WebSocketServer({ port: 0, perMessageDeflate: false });

server.on('connection', (carrier) => {
  let streamSid = '';
  const model = new WebSocket(modelUrl, { perMessageDeflate: false });
  model.on('open', () => model.send(JSON.stringify({ type: 'session.update', session: {} })));
  carrier.on('message', (data) => {
    const message = JSON.parse(data.toString());
    if (message.event === 'start') streamSid = message.start.streamSid;
    if (message.event !== 'media' || model.readyState !== WebSocket.OPEN) return;
    const { payload } = message.media;
    model.send(JSON.stringify({ type: 'input_audio_buffer.append', audio: payload }));
  });
  model.on('message', (data) => {
    const message = JSON.parse(data.toString());
    if (message.type === 'session.updated') model.send('{"type":"response.create"}');
    if (message.type !== 'response.output_audio.delta') return;
    const media = { payload: message.delta };
    carrier.send(JSON.stringify({ event: 'media', streamSid, media }));
  });
  carrier.on('close', () => model.close());
  model.on('close', () => carrier.close());
  model.on('error', () => carrier.close());
});

server.on('listening', () => {
  const { port } = server.address() as AddressInfo;
  answerParent({ url: `ws://127.0.0.1:${port}/media-stream` }, cpuSoFar);
});
