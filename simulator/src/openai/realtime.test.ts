import { afterEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import type { FaultsUpdate } from '../faults.ts';
import { encodeSpeech, unitBytesOf } from '../speech.ts';
import { CHAR_MS, KEY, type Rest, startTestSimulator } from '../testing/simulator.ts';

type Event = {
  type: string;
  event_id: string;
  item_id: string;
  delta: string;
  transcript: string;
  error: { code: string; message: string; event_id: string | null; param: string | null };
  item: {
    id: string;
    type: string;
    role: string;
    call_id: string;
    content: { transcript: string }[];
  };
  response: {
    id: string;
    status: string;
    status_details: { reason: string };
    output: { type: string; name: string; call_id: string; arguments: string }[];
    usage: { total_tokens: number };
  };
  session: Record<string, unknown>;
};

const PCMU = { format: { type: 'audio/pcmu' } };
const SESSION = {
  type: 'realtime',
  instructions:
    "Lead name: Maria\nBusiness: Acme\nNow (lead's local time): 2026-11-20T13:05 Friday",
  audio: { input: { ...PCMU, transcription: { model: 'gpt-transcribe' } }, output: PCMU },
  tools: [{ type: 'function', name: 'book_appointment', description: '', parameters: {} }],
};

let rest: Rest;
const open = (query: string, headers: Record<string, string>) =>
  new WebSocket(`${rest.simulator.url.replace('http', 'ws')}/v1/realtime${query}`, { headers });

/** One session over a real socket; `session: null` leaves it as it was made. */
async function setup(session: object | null = SESSION, faults: FaultsUpdate = {}) {
  rest = await startTestSimulator();
  rest.simulator.faults(faults);
  const socket = open('?model=gpt-realtime-2.1', { Authorization: `Bearer ${KEY}` });
  const events: Event[] = [];
  const waiting: {
    fits: (event: Event) => boolean;
    resolve: (event: Event) => void;
    from: number;
  }[] = [];
  socket.on('message', (data) => {
    const event: Event = JSON.parse(data.toString());
    events.push(event);
    for (const waiter of waiting.filter(({ fits, from }) => events.length > from && fits(event)))
      waiter.resolve(event);
  });
  const next = (
    type: string,
    fits: (event: Event) => boolean = () => true,
    from = 0,
  ): Promise<Event> => {
    const wanted = (event: Event) => event.type === type && fits(event);
    const found = events.slice(from).find(wanted);
    return found === undefined
      ? new Promise((resolve) => waiting.push({ fits: wanted, resolve, from }))
      : Promise.resolve(found);
  };
  const post = (event: object) => socket.send(JSON.stringify(event));
  const append = (sound: Buffer) =>
    post({ type: 'input_audio_buffer.append', audio: sound.toString('base64') });
  let utterance = 0;
  const say = (text: string, silenceMs = 400) => {
    utterance += 1;
    append(encodeSpeech(text, utterance, unitBytesOf(CHAR_MS)));
    append(Buffer.alloc(silenceMs * 8, 0xff));
  };
  const done = (from = 0) => next('response.done', () => true, from);
  await next('session.created');
  if (session !== null) {
    post({ type: 'session.update', session });
    await next('session.updated');
  }
  return { socket, events, next, post, append, say, done };
}

afterEach(() => rest.simulator.stop());

describe('the endpoint', () => {
  const refused = (socket: WebSocket) =>
    new Promise<number | undefined>((resolve) =>
      socket.once('unexpected-response', (_, { statusCode }) => resolve(statusCode)),
    );

  it.each([
    ['a wrong key', '?model=gpt-realtime-2.1', 'Bearer guess', 401],
    ['no model', '', `Bearer ${KEY}`, 400],
    ['an unknown model', '?model=gpt-4', `Bearer ${KEY}`, 404],
  ])('rejects %s', async (_, query, Authorization, status) => {
    rest = await startTestSimulator();
    expect(await refused(open(query, { Authorization }))).toBe(status);
  });

  it('accepts the beta protocol only to close the connection', async () => {
    rest = await startTestSimulator();
    const socket = open('?model=gpt-realtime-2.1', {
      Authorization: `Bearer ${KEY}`,
      'OpenAI-Beta': 'realtime=v1',
    });
    const first = new Promise<string>((resolve) =>
      socket.once('message', (data) => resolve(data.toString())),
    );
    const closed = new Promise<[number, string]>((resolve) =>
      socket.once('close', (code, reason) => resolve([code, reason.toString()])),
    );
    expect(JSON.parse(await first)).toMatchObject({ type: 'error' });
    expect(await closed).toEqual([4000, 'invalid_request_error.beta_api_shape_disabled']);
  });
});

describe('a session', () => {
  it('is made with 24 kHz PCM and changed only where the update says', async () => {
    const { events } = await setup();
    expect(events[0]?.session).toMatchObject({
      audio: { input: { format: { type: 'audio/pcm', rate: 24000 } } },
    });
    expect(events[1]?.session).toMatchObject({
      instructions: SESSION.instructions,
      output_modalities: ['audio'],
      audio: {
        input: {
          format: { type: 'audio/pcmu' },
          turn_detection: { type: 'server_vad', create_response: true },
        },
      },
    });
  });

  it.each([
    [
      'without type',
      { session: { instructions: 'x' } },
      'missing_required_parameter',
      'session.type',
    ],
    [
      'with a beta name',
      { session: { type: 'realtime', modalities: ['audio'] } },
      'unknown_parameter',
      'session.modalities',
    ],
    [
      'with a temperature',
      { session: { type: 'realtime', temperature: 0.8 } },
      'unknown_parameter',
      'session.temperature',
    ],
    [
      'with a beta format',
      { session: { type: 'realtime', audio: { input: { format: 'g711_ulaw' } } } },
      'invalid_value',
      'session.audio.input.format',
    ],
  ])('refuses an update %s', async (_, update, code, param) => {
    const { post, next } = await setup(null);
    post({ type: 'session.update', event_id: 'mine', ...update });
    const { error } = await next('error');
    expect(error).toMatchObject({ type: 'invalid_request_error', code, param, event_id: 'mine' });
  });

  it('refuses an event that does not exist', async () => {
    const { post, next } = await setup();
    post({ type: 'response.start' });
    expect((await next('error')).error).toMatchObject({ code: 'invalid_value', param: 'type' });
  });

  it('speaks first on request, with the whole chain of events', async () => {
    const { post, done, next, events } = await setup();
    post({ type: 'response.create' });
    const { response } = await done();
    await next('rate_limits.updated');
    const types = events
      .slice(2)
      .map(({ type }) => type)
      .filter((type, index, all) => type !== all[index - 2] && type !== all[index - 1]);
    expect(types.slice(0, 6)).toEqual([
      'response.created',
      'response.output_item.added',
      'conversation.item.added',
      'response.content_part.added',
      'response.output_audio_transcript.delta',
      'response.output_audio.delta',
    ]);
    expect(types.slice(-7)).toEqual([
      'response.output_audio.done',
      'response.output_audio_transcript.done',
      'response.content_part.done',
      'response.output_item.done',
      'conversation.item.done',
      'response.done',
      'rate_limits.updated',
    ]);
    expect(response).toMatchObject({
      status: 'completed',
      usage: { total_tokens: expect.any(Number) },
    });
    expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(events.length);
    const transcript =
      events.find(({ type }) => type === 'response.output_audio_transcript.done')?.transcript ?? '';
    const bytes = events
      .filter(({ type }) => type === 'response.output_audio.delta')
      .reduce((sum, { delta }) => sum + Buffer.byteLength(delta, 'base64'), 0);
    expect(transcript).toMatch(/^Hello Maria/);
    expect(bytes).toBe([...transcript].length * unitBytesOf(CHAR_MS));
  });

  it('answers a turn, and transcribes it after the answer has begun', async () => {
    const { say, next, done, events } = await setup();
    say('Are you a robot?');
    const { transcript } = await next('conversation.item.input_audio_transcription.completed');
    await done();
    expect(transcript).toBe('Are you a robot?');
    const types = events.map(({ type }) => type);
    const order = [
      'input_audio_buffer.speech_started',
      'input_audio_buffer.speech_stopped',
      'input_audio_buffer.committed',
      'conversation.item.added',
      'conversation.item.done',
      'response.created',
      'conversation.item.input_audio_transcription.completed',
    ].map((type) => types.indexOf(type));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  it('waits for the end of a turn until silence comes', async () => {
    const { say, append, post, next, events } = await setup();
    say('Are you a robot?', 0);
    await next('input_audio_buffer.speech_started');
    post({ type: 'response.cancel' });
    await next('error');
    expect(events.some(({ type }) => type === 'input_audio_buffer.speech_stopped')).toBe(false);
    append(Buffer.alloc(400 * 8, 0xff));
    await next('input_audio_buffer.speech_stopped');
  });

  it('understands nothing in a format that was not set', async () => {
    const { say, post, next, events } = await setup(null);
    say('Are you a robot?');
    post({ type: 'response.cancel' });
    await next('error');
    expect(events.some(({ type }) => type.startsWith('input_audio_buffer'))).toBe(false);
  });

  it('is interrupted by speech, and remembers only what truncate leaves', async () => {
    const { post, say, next, done, events } = await setup();
    say('Hello, who is this?');
    const { item_id } = await next('response.output_audio.delta');
    const from = events.length;
    say('Sorry, just tell me the price.');
    const { response } = await done();
    expect(response).toMatchObject({
      status: 'cancelled',
      status_details: { reason: 'turn_detected' },
    });
    post({
      type: 'conversation.item.truncate',
      item_id,
      content_index: 0,
      audio_end_ms: 20 * CHAR_MS,
    });
    await next('conversation.item.truncated');
    post({ type: 'conversation.item.retrieve', item_id });
    const { item } = await next('conversation.item.retrieved');
    expect(item.content[0]?.transcript).toBe('You can also see all');
    const answer = await next(
      'response.output_audio_transcript.done',
      ({ transcript }) => transcript.includes('price'),
      from,
    );
    expect(answer.transcript).toMatch(/^The price is/);
  });

  it('refuses to truncate beyond what it has said', async () => {
    const { post, next, done } = await setup();
    post({ type: 'response.create' });
    await done();
    const { item_id } = await next('response.output_audio.done');
    post({ type: 'conversation.item.truncate', item_id, content_index: 0, audio_end_ms: 600_000 });
    expect((await next('error')).error.message).toMatch(
      /^Audio content of \d+ms is already shorter than 600000ms$/,
    );
  });

  it('calls a tool and goes on when it has the result', async () => {
    const { say, post, done, next, events } = await setup();
    say('I would like to book. Tuesday at ten works for me.');
    const { response } = await done();
    const call = response.output[0];
    expect(call).toMatchObject({ type: 'function_call', name: 'book_appointment' });
    expect(JSON.parse(call?.arguments ?? '')).toEqual({
      starts_at_local: '2026-11-24T10:00',
      words: 'Tuesday at ten',
    });
    expect(
      events.filter(({ type }) => type === 'response.function_call_arguments.done'),
    ).toHaveLength(1);
    const from = events.length;
    post({
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id: call?.call_id, output: '{"ok":true}' },
    });
    post({ type: 'response.create' });
    const { transcript } = await next('response.output_audio_transcript.done', () => true, from);
    expect(transcript).toMatch(/^You are booked for Tuesday at ten/);
  });

  it('makes one response at a time', async () => {
    const { post, next, done, events } = await setup();
    post({ type: 'response.create', event_id: 'first' });
    post({ type: 'response.create', event_id: 'second' });
    const { error } = await next('error');
    expect(error).toMatchObject({
      code: 'conversation_already_has_active_response',
      event_id: 'second',
    });
    await done();
    expect(events.filter(({ type }) => type === 'response.created')).toHaveLength(1);
  });

  it('can be cancelled by hand, once', async () => {
    const { post, next, done } = await setup();
    post({ type: 'response.create' });
    await next('response.output_audio.delta');
    post({ type: 'response.cancel' });
    const { response } = await done();
    expect(response).toMatchObject({
      status: 'cancelled',
      status_details: { reason: 'client_cancelled' },
    });
    post({ type: 'response.cancel' });
    expect((await next('error')).error.code).toBe('response_cancel_not_active');
  });

  it('takes turns by hand when detection is off', async () => {
    const manual = {
      ...SESSION,
      audio: { ...SESSION.audio, input: { ...SESSION.audio.input, turn_detection: null } },
    };
    const { say, post, next, events } = await setup(manual);
    post({ type: 'input_audio_buffer.commit' });
    expect((await next('error')).error.code).toBe('input_audio_buffer_commit_empty');
    say('Are you a robot?');
    post({ type: 'input_audio_buffer.commit' });
    expect((await next('conversation.item.input_audio_transcription.completed')).transcript).toBe(
      'Are you a robot?',
    );
    expect(events.some(({ type }) => type === 'response.created')).toBe(false);
  });
});

describe('a failing model', () => {
  it('may fail a response', async () => {
    const { post, done } = await setup(SESSION, { realtime: { failed_response: 1 } });
    post({ type: 'response.create' });
    expect((await done()).response).toMatchObject({
      status: 'failed',
      status_details: { error: { code: 'server_error' } },
    });
  });

  it('may let the session expire', async () => {
    const { socket, next } = await setup(SESSION, { realtime: { session_expires_ms: 60 } });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    expect((await next('error')).error.code).toBe('session_expired');
    expect(await closed).toBe(1001);
  });
});
