import { createHmac } from 'node:crypto';
import { WebSocket } from 'ws';
import { ageOf, stampedPayload } from './stamps.ts';

export type FakeCarrier = { speak(): void; hangUp(): void };

type Options = { url: string; accountSid: string; authToken: string; number: number };

/** One call's media socket; `heard` gets how long each frame of the model was on its way. */
export async function openFakeCarrier(
  { url, accountSid, authToken, number }: Options,
  heard: (delayMs: number) => void,
): Promise<FakeCarrier> {
  const streamSid = `MZ${String(number).padStart(32, '0')}`;
  const callSid = `CA${String(number).padStart(32, '0')}`;
  const signature = createHmac('sha1', authToken).update(url).digest('base64');
  const socket = new WebSocket(url, {
    perMessageDeflate: false,
    headers: { 'x-twilio-signature': signature },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  let chunk = 0;
  const start = {
    accountSid,
    streamSid,
    callSid,
    tracks: ['inbound'],
    mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    customParameters: { call_id: '22222222-2222-4222-8222-222222222222', token: 'bench' },
  };
  socket.send('{"event":"connected","protocol":"Call","version":"1.0.0"}');
  socket.send(JSON.stringify({ event: 'start', sequenceNumber: '1', start, streamSid }));
  socket.on('message', (data: Buffer) => {
    const sound = data.indexOf('"payload":"');
    if (sound > 0) return heard(ageOf(data, sound + '"payload":"'.length));
    const message = JSON.parse(data.toString());
    // The audio comes no faster than it is played, so its end has been reached already.
    if (message.event === 'mark') socket.send(JSON.stringify({ ...message, sequenceNumber: '1' }));
  });

  return {
    speak() {
      chunk += 1;
      if (socket.readyState !== socket.OPEN) return;
      const at = (chunk - 1) * 20;
      socket.send(
        `{"event":"media","sequenceNumber":"${chunk + 1}","media":{"track":"inbound","chunk":"${chunk}","timestamp":"${at}","payload":"${stampedPayload()}"},"streamSid":"${streamSid}"}`,
      );
    },
    hangUp: () => socket.close(),
  };
}
