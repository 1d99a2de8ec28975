import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { answerParent } from './child.ts';
import { type FakeCarrier, openFakeCarrier } from './fake-carrier.ts';
import { createFakeDatabase } from './fake-database.ts';
import { createFakeModel, type FakeModel } from './fake-model.ts';
import { pace } from './pace.ts';
import { ageOf, stampedPayload, summary } from './stamps.ts';

/** Both ends of every call, in real time, and the database: everything but the contender. */
type Question =
  /** Opens the streams and keeps them talking. `direct`: with nothing in between. */
  | { do: 'begin'; url: string; streams: number; direct: boolean }
  | { do: 'measure' }
  | { do: 'report' }
  | { do: 'end' };

const accountSid = process.env['TWILIO_ACCOUNT_SID'] ?? '';
const authToken = process.env['TWILIO_AUTH_TOKEN'] ?? '';
const toModel: number[] = [];
const toCarrier: number[] = [];
const models = new Set<FakeModel>();
let carriers: FakeCarrier[] = [];
let stops: (() => void)[] = [];
let measuring = false;
let calls = 0;

const modelServer = new WebSocketServer({ port: 0, perMessageDeflate: false });
modelServer.on('connection', (socket) => {
  const model = createFakeModel(socket, (delayMs) => {
    if (measuring) toModel.push(delayMs);
  });
  models.add(model);
  socket.on('close', () => models.delete(model));
});
const database = createFakeDatabase();
database.server.listen(0, () => {
  answerParent(
    {
      modelUrl: `ws://127.0.0.1:${(modelServer.address() as AddressInfo).port}/v1/realtime`,
      databaseUrl: `http://127.0.0.1:${(database.server.address() as AddressInfo).port}`,
    },
    answer,
  );
});

const heardByCarrier = (delayMs: number) => {
  if (measuring) toCarrier.push(delayMs);
};

async function answer(question: Question): Promise<object> {
  if (question.do === 'begin') await begin(question);
  if (question.do === 'measure') {
    toModel.length = toCarrier.length = 0;
    measuring = true;
  }
  if (question.do === 'report') {
    measuring = false;
    const report = { toModel: summary(toModel), toCarrier: summary(toCarrier) };
    return { ...report, savedTurns: database.savedTurns() };
  }
  if (question.do === 'end') await end();
  return {};
}

async function begin({ url, streams, direct }: Extract<Question, { do: 'begin' }>): Promise<void> {
  carriers = await Promise.all(
    Array.from({ length: streams }, () => {
      calls += 1;
      const options = { url, accountSid, authToken, number: calls };
      return direct ? openDirect(url) : openFakeCarrier(options, heardByCarrier);
    }),
  );
  while (models.size < streams) await new Promise((resolve) => setTimeout(resolve, 10));
  const talking = [...models];
  stops = [
    pace(streams, (stream) => carriers[stream]?.speak()),
    pace(streams, (stream) => talking[stream]?.speak()),
  ];
}

async function end(): Promise<void> {
  for (const stop of stops) stop();
  for (const carrier of carriers) carrier.hangUp();
  carriers = [];
  while (models.size > 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The floor: what this process and the loopback cost with nothing in between. */
async function openDirect(url: string): Promise<FakeCarrier> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send('{"type":"session.update","session":{}}');
  socket.send('{"type":"response.create"}');
  socket.on('message', (data: Buffer) => {
    const sound = data.indexOf('"delta":"');
    if (sound > 0 && data.includes('output_audio.delta')) {
      heardByCarrier(ageOf(data, sound + '"delta":"'.length));
    }
  });
  return {
    speak: () => socket.send(`{"type":"input_audio_buffer.append","audio":"${stampedPayload()}"}`),
    hangUp: () => socket.close(),
  };
}
