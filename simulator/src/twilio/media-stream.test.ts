import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import twilio from 'twilio';
import type { WebSocket } from 'ws';
import { encodeSpeech, unitBytesOf } from '../speech.ts';
import { type Customer, startCustomer } from '../testing/customer.ts';
import { ACCOUNT, CHAR_MS, type Rest, startTestSimulator, TOKEN } from '../testing/simulator.ts';

type Message = {
  event: string;
  sequenceNumber?: string;
  streamSid: string;
  media: { track: string; chunk: string; timestamp: string; payload: string };
  start: Record<string, unknown>;
  mark: { name: string };
  dtmf: { track: string; digit: string };
};

let rest: Rest;
let customer: Customer;

/** One call whose media socket the test controls. */
async function setup(to = '+12025550112', stream = '<Parameter name="callId" value="a&amp;b"/>') {
  rest = await startTestSimulator();
  const opened = Promise.withResolvers<{ socket: WebSocket; request: IncomingMessage }>();
  const messages: Message[] = [];
  const waiting: { fits: (message: Message) => boolean; resolve: (message: Message) => void }[] =
    [];
  customer = await startCustomer({
    answer: ({ path }) => {
      if (path === '/after') return { body: '<Response><Say>After.</Say></Response>' };
      if (path !== '/twiml') return { status: 204 };
      const url = `${customer.wsUrl}/media`;
      return {
        body: `<Response><Connect action="/after"><Stream url="${url}" name="lead" statusCallback="${customer.url}/stream">${stream}</Stream></Connect></Response>`,
      };
    },
    onSocket(socket, request) {
      socket.on('message', (data) => {
        const message: Message = JSON.parse(data.toString());
        messages.push(message);
        for (const waiter of waiting.filter(({ fits }) => fits(message))) waiter.resolve(message);
      });
      opened.resolve({ socket, request });
    },
  });
  const next = (fits: (message: Message) => boolean): Promise<Message> => {
    const found = messages.find(fits);
    return found === undefined
      ? new Promise((resolve) => waiting.push({ fits, resolve }))
      : Promise.resolve(found);
  };
  const sid = await rest.dial(to, {
    Url: `${customer.url}/twiml`,
    StatusCallback: `${customer.url}/status`,
  });
  const { socket, request } = await opened.promise;
  const { streamSid } = await next(({ event }) => event === 'start');
  const send = (message: object) => socket.send(JSON.stringify({ streamSid, ...message }));
  const speak = (text: string, utterance = 1) => {
    const payload = encodeSpeech(text, utterance, unitBytesOf(CHAR_MS)).toString('base64');
    send({ event: 'media', media: { payload } });
  };
  const mark = (name: string) => send({ event: 'mark', mark: { name } });
  const marked = (name: string) =>
    next((message) => message.event === 'mark' && message.mark.name === name);
  const troubles = async () =>
    (await rest.control('GET', '/sim/debugger')).json['entries'] as { code: number }[];
  return {
    ...rest,
    sid,
    socket,
    request,
    messages,
    next,
    send,
    speak,
    mark,
    marked,
    streamSid,
    troubles,
  };
}

afterEach(async () => {
  await customer.stop();
  await rest.simulator.stop();
});

const heard = () => rest.simulator.ledger().calls[0]?.heard;

describe('a media stream', () => {
  it('opens with a signature that the vendor accepts, `connected` and `start`', async () => {
    const { request, messages, sid, streamSid } = await setup();
    const signature = String(request.headers['x-twilio-signature']);
    expect(twilio.validateRequest(TOKEN, signature, `${customer.wsUrl}/media`, {})).toBe(true);
    expect(messages[0]).toEqual({ event: 'connected', protocol: 'Call', version: '1.0.0' });
    expect(messages[1]).toEqual({
      event: 'start',
      sequenceNumber: '1',
      start: {
        accountSid: ACCOUNT,
        streamSid,
        callSid: sid,
        tracks: ['inbound'],
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
        customParameters: { callId: 'a&b' },
      },
      streamSid,
    });
  });

  it('sends frames of 160 bytes, 20 ms apart, counted in strings', async () => {
    const { next, streamSid } = await setup();
    const third = await next(({ media }) => media?.chunk === '3');
    expect(third).toMatchObject({ event: 'media', sequenceNumber: '4', streamSid });
    expect(third.media).toMatchObject({ track: 'inbound', timestamp: '40' });
    expect(Buffer.from(third.media.payload, 'base64')).toEqual(Buffer.alloc(160, 0xff));
  });

  it('plays its audio and echoes marks in order when they are reached', async () => {
    const { speak, mark, marked, messages } = await setup();
    speak('Hello there.');
    mark('one');
    speak('How are you?', 2);
    mark('two');
    await marked('two');
    const marks = messages
      .filter(({ event }) => event === 'mark')
      .map((message) => message.mark.name);
    expect(marks).toEqual(['one', 'two']);
    expect(heard()).toEqual([
      { who: 'agent', text: 'Hello there.' },
      { who: 'agent', text: 'How are you?' },
    ]);
    expect(rest.simulator.ledger().calls[0]).toMatchObject({
      damaged: 0,
      wordless_bytes: 0,
      wrong_messages: 0,
    });
  });

  it('drops unplayed audio when it is cleared, and the ledger keeps whole words', async () => {
    const { speak, mark, marked, send, messages } = await setup();
    speak('One two three four ');
    mark('first');
    speak(`${'five six seven '.repeat(40)}end`, 2);
    mark('second');
    await marked('first');
    send({ event: 'clear' });
    await marked('second');
    const texts = heard()?.map(({ text }) => text) ?? [];
    expect(texts[0]).toBe('One two three four');
    expect(texts[1] ?? '').not.toContain('end');
    expect(`${'five six seven '.repeat(40)}`.startsWith(texts[1] ?? '')).toBe(true);
    expect(texts[1] ?? 'seven').toMatch(/^$|(five|six|seven)$/);
    expect(messages.filter(({ event }) => event === 'mark')).toHaveLength(2);
  });

  it('counts invalid messages and reports each kind once in the debugger', async () => {
    const { socket, send, mark, marked, troubles } = await setup();
    send({ event: 'hello' });
    send({ event: 'media', media: { payload: '***' } });
    socket.send('not JSON');
    socket.send(Buffer.from([1, 2, 3]));
    mark('read');
    await marked('read');
    expect((await troubles()).map(({ code }) => code)).toEqual([31951, 31950]);
    expect(rest.simulator.ledger().calls[0]?.wrong_messages).toBe(4);
  });

  it('asks for the action when the customer closes the socket', async () => {
    const { socket, sid } = await setup();
    socket.close();
    await customer.next(({ path }) => path === '/after');
    await customer.next(({ path, params }) => path === '/status' && params['CallSid'] === sid);
    expect(heard()).toContainEqual({ who: 'agent', text: 'After.' });
    const events = customer.seen
      .filter(({ path }) => path === '/stream')
      .map(({ params }) => params['StreamEvent']);
    expect(events).toEqual(['stream-started', 'stream-stopped']);
  });

  it('sends `stop` and closes when the call is hung up', async () => {
    const { post, sid, next, socket } = await setup();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await post(`/Calls/${sid}.json`, { Status: 'completed' });
    expect(await next(({ event }) => event === 'stop')).toMatchObject({
      stop: { accountSid: ACCOUNT, callSid: sid },
    });
    await closed;
  });

  it('ends when other TwiML takes over, which then runs', async () => {
    const { post, sid, next } = await setup();
    await post(`/Calls/${sid}.json`, { Twiml: '<Response><Say>Taken over.</Say></Response>' });
    await next(({ event }) => event === 'stop');
    await customer.next(({ path, params }) => path === '/status' && params['CallSid'] === sid);
    expect(heard()).toEqual([{ who: 'agent', text: 'Taken over.' }]);
    expect(customer.seen.some(({ path }) => path === '/after')).toBe(false);
  });

  it('reports the keys that the lead presses', async () => {
    const { speak, next } = await setup('+12025550115');
    speak('Press nine to opt out.');
    const { dtmf } = await next(({ event }) => event === 'dtmf');
    expect(dtmf).toEqual({ track: 'inbound_track', digit: '9' });
  });

  it('is cut without `stop` in story 13, while the call follows its TwiML', async () => {
    const { speak, next, socket, messages, mark, marked } = await setup('+12025550113');
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    speak('Hello, are you still looking?');
    mark('asked');
    await marked('asked');
    await next(({ media }) => media !== undefined && !media.payload.startsWith('////'));
    speak('Great. When would you like to decide about it?', 2);
    expect(await closed).toBe(1006);
    expect(messages.some(({ event }) => event === 'stop')).toBe(false);
    await customer.next(({ path }) => path === '/after');
  });

  it('leaves gaps after the sentences of story 14', async () => {
    const { speak, next, messages } = await setup('+12025550114');
    speak('Hello, are you still looking?');
    await next(({ media }) => media !== undefined && !media.payload.startsWith('////'));
    const gap = () => {
      const times = messages
        .filter(({ event }) => event === 'media')
        .map(({ media }) => Number(media.timestamp));
      return Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? 0)));
    };
    await next(({ media }) => media !== undefined && gap() > 20);
    expect(gap()).toBe(1520);
  });
});

describe('a stream that cannot open', () => {
  it.each([
    ['a query string', 'wss://127.0.0.1:9/media?call=7', 31920],
    ['another scheme', 'https://127.0.0.1:9/media', 31922],
    ['no address', 'nowhere', 31923],
    ['no server there', 'ws://127.0.0.1:9/media', 31902],
  ])('because of %s leaves %s in the debugger', async (_, url, code) => {
    rest = await startTestSimulator();
    customer = await startCustomer({ answer: () => ({ status: 204 }) });
    const twiml = `<Response><Connect><Stream url="${url}"/></Connect><Say>Plan B.</Say></Response>`;
    await rest.dial('+12025550100', { Twiml: twiml, StatusCallback: `${customer.url}/status` });
    await customer.next(({ path }) => path === '/status');
    const { json } = await rest.control('GET', '/sim/debugger');
    expect(json['entries']).toEqual([expect.objectContaining({ code })]);
    expect(heard()).toEqual([{ who: 'agent', text: 'Plan B.' }]);
  });
});
