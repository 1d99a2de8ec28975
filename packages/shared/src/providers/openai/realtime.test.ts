import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ConversationEvents, Opening } from '../conversation/port.ts';
import { createOpenaiRealtime } from './realtime.ts';

const opening: Opening = { instructions: 'x', voice: 'marin', model: null, tools: [], turns: [] };
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

type Told = { type: string; event_id?: string; session?: { audio: { input: object } } };

const NAMED = { model: 'm', transcribeModel: 't' };

async function setup({
  refuseTimes = 0,
  status = 503,
  models = NAMED as Partial<typeof NAMED>,
} = {}) {
  let upgrades = 0;
  const connectedTo: string[] = [];
  const server = new WebSocketServer({
    port: 0,
    verifyClient: (_info, decide) => {
      upgrades += 1;
      decide(upgrades > refuseTimes, status);
    },
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const told: Told[] = [];
  const news: string[] = [];
  let socket: WebSocket | undefined;
  let passed: (() => void) | undefined;
  server.on('connection', (connected, { url = '' }) => {
    connectedTo.push(url);
    socket = connected;
    connected.on('message', (data) => {
      const event: Told = JSON.parse(data.toString());
      told.push(event);
      if (event.type === 'session.update') connected.send('{"type":"session.updated"}');
      if (event.type === 'input_audio_buffer.append') passed?.();
    });
  });
  closing.push(() => {
    socket?.terminate();
    server.close();
  });
  const note =
    (name: string) =>
    (...facts: unknown[]) =>
      void news.push([name, ...facts.map((fact) => JSON.stringify(fact))].join(' '));
  const events: ConversationEvents = {
    audio: note('audio'),
    audioDone: note('audioDone'),
    replyStarted: note('replyStarted'),
    replyDone: note('replyDone'),
    callerStarted: note('callerStarted'),
    callerStopped: note('callerStopped'),
    itemPlaced: note('itemPlaced'),
    callerText: note('callerText'),
    agentText: note('agentText'),
    lost: note('lost'),
  };
  const { port } = server.address() as AddressInfo;
  const url = `ws://127.0.0.1:${port}/v1/realtime`;
  const model = createOpenaiRealtime({ apiKey: 'k', url, ...models });
  const start = (change: Partial<Opening> = {}) => model.start({ ...opening, ...change }, events);
  const emit = (event: object) => socket?.send(JSON.stringify(event));
  return {
    start,
    emit,
    news,
    told,
    connectedTo,
    upgrades: () => upgrades,
    asked: () => told.filter(({ type }) => type === 'response.create'),
    /** Everything said so far has been handled at both ends. */
    async settle(conversation: { appendAudio(payload: Buffer): void }) {
      const seen = news.length;
      emit({ type: 'input_audio_buffer.speech_started' });
      while (!news.slice(seen).includes('callerStarted')) await new Promise(setImmediate);
      const there = new Promise<void>((resolve) => {
        passed = resolve;
      });
      conversation.appendAudio(Buffer.from('AAAA'));
      await there;
    },
  };
}

const created = (id: string) => ({ type: 'response.created', response: { id } });
const done = (id: string, status = 'completed') => ({
  type: 'response.done',
  response: { id, status, output: [] },
});

describe('connecting', () => {
  it.each([503, 429])('is tried once more after a %i', async (status) => {
    const world = await setup({ refuseTimes: 1, status });
    await world.start();
    expect(world.upgrades()).toBe(2);
  });

  it('is given up after the second refusal', async () => {
    const world = await setup({ refuseTimes: 2 });
    await expect(world.start()).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(world.upgrades()).toBe(2);
  });

  it('is not tried again with a key that is refused', async () => {
    const world = await setup({ refuseTimes: 1, status: 401 });
    await expect(world.start()).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(world.upgrades()).toBe(1);
  });
});

describe('the model that is asked', () => {
  it.each([
    ['the one of the agent', { models: NAMED, agent: 'theirs' }, 'theirs', 't'],
    ['else the one in the settings', { models: NAMED, agent: null }, 'm', 't'],
    ['else its own', { models: {}, agent: null }, 'gpt-realtime-2.1', 'gpt-realtime-whisper'],
  ])('is %s', async (_which, { models, agent }, expected, transcribing) => {
    const world = await setup({ models });
    await world.start({ model: agent });
    expect(world.connectedTo).toEqual([`/v1/realtime?model=${expected}`]);
    expect(world.told[0]?.session?.audio.input).toMatchObject({
      transcription: { model: transcribing },
    });
  });
});

describe('asking for words', () => {
  it('waits while a reply is being made that does not know of the question', async () => {
    const world = await setup();
    const conversation = await world.start();
    world.emit(created('r1'));
    await world.settle(conversation);
    conversation.tell('Say goodbye.', { by: 'system', answer: true });
    await world.settle(conversation);
    expect(world.asked()).toHaveLength(0);
    world.emit(done('r1'));
    await world.settle(conversation);
    expect(world.asked()).toHaveLength(1);
  });

  it('asks again when a reply that nobody knew of stood in the way', async () => {
    const world = await setup();
    const conversation = await world.start();
    conversation.tell('Say goodbye.', { by: 'system', answer: true });
    await world.settle(conversation);
    const event_id = world.asked()[0]?.event_id;
    expect(event_id).toBeDefined();
    const code = 'conversation_already_has_active_response';
    world.emit(created('r1'));
    world.emit({ type: 'error', error: { type: 'invalid_request_error', code, event_id } });
    world.emit(done('r1'));
    await world.settle(conversation);
    expect(world.asked()).toHaveLength(2);
  });

  it('does not ask again when the reply in the way knew what was put in before', async () => {
    const world = await setup();
    const conversation = await world.start();
    conversation.tell('Say goodbye.', { by: 'system', answer: true });
    await world.settle(conversation);
    const item = { id: 'i', type: 'message', role: 'system', content: [{ type: 'input_text' }] };
    world.emit({ type: 'conversation.item.added', item });
    world.emit(created('r1'));
    const code = 'conversation_already_has_active_response';
    world.emit({ type: 'error', error: { code, event_id: world.asked()[0]?.event_id } });
    world.emit(done('r1'));
    await world.settle(conversation);
    expect(world.asked()).toHaveLength(1);
  });
});

describe('what the model reports', () => {
  it('is a loss only when nobody asked it to go', async () => {
    const world = await setup();
    const conversation = await world.start();
    conversation.close();
    const other = await setup();
    await other.start();
    other.emit({ type: 'error', error: { code: 'session_expired' } });
    for (const close of closing) close();
    while (!other.news.some((line) => line.startsWith('lost'))) await new Promise(setImmediate);
    expect(other.news.at(-1)).toBe('lost "session_expired"');
    expect(world.news.filter((line) => line.startsWith('lost'))).toEqual([]);
  });

  it('is passed over when it is new, or not even JSON', async () => {
    const world = await setup();
    const conversation = await world.start();
    world.emit({ type: 'weather.changed' });
    await world.settle(conversation);
    expect(world.news).toEqual(['callerStarted']);
  });
});
