import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { FaultsUpdate } from '../faults.ts';
import { type Rest, startTestSimulator } from '../testing/simulator.ts';
import { HOUR_MS, START } from '../testing/texting.ts';
import { createVirtualClock } from '../virtual-clock.ts';
import type { Chat } from './chat.ts';
import { signRetell } from './signature.ts';

const KEY = 'key_for_tests';
const LEAD = '+12025550130';
const OURS = '+12025550190';

type Event = { event: string; chat: Chat; chat_inbound: object; sms_inbound: object };
type Seen = { path: string; body: Event; raw: string; signature: string };

let rest: Rest;
let stopServer: () => Promise<void>;

async function setup(answer: (seen: Seen) => { status?: number; body?: string } = () => ({})) {
  const clock = createVirtualClock(START);
  rest = await startTestSimulator({ retellKey: KEY }, {}, { clock });
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString();
      const signature = String(request.headers['x-retell-signature']);
      const one = { path: request.url ?? '', body: JSON.parse(raw), raw, signature };
      seen.push(one);
      const { status = 200, body = '' } = answer(one);
      response.writeHead(status).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stopServer = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  const text = (body: string, more: object = {}) =>
    rest.control('POST', '/sim/retell/texts', {
      from: LEAD,
      to: OURS,
      body,
      url: `${base}/retell`,
      inbound_url: `${base}/inbound`,
      agent_id: 'agent_1',
      ...more,
    });
  const pass = (ms: number) =>
    clock.moveTo(new Date(clock.now().getTime() + ms), rest.simulator.quiet);
  const faults = (update: FaultsUpdate) => rest.simulator.faults(update);
  return { text, pass, seen, faults, events: () => seen.map(({ body }) => body.event) };
}
afterEach(async () => {
  await stopServer();
  await rest.simulator.stop();
});

describe('a text to a number at Retell', () => {
  it('asks what to do, without the words, and signs what it asks', async () => {
    const { text, seen } = await setup();
    await text('yes still interested');
    const asked = seen[0];
    expect(asked?.path).toBe('/inbound');
    expect(asked?.body).toEqual({
      event: 'chat_inbound',
      event_timestamp: START.getTime(),
      chat_inbound: { agent_id: 'agent_1', from_number: LEAD, to_number: OURS },
    });
    const [, at, digest] = /^v=(\d+),d=([0-9a-f]{64})$/.exec(asked?.signature ?? '') ?? [];
    const expected = createHmac('sha256', KEY).update(`${asked?.raw}${at}`).digest('hex');
    expect(digest).toBe(expected);
  });

  it('becomes one chat that is reported from its start to its analysis', async () => {
    const { text, pass, events, seen } = await setup(({ path }) =>
      path === '/inbound'
        ? {
            body: JSON.stringify({
              chat_inbound: { metadata: { lead: 7 }, dynamic_variables: { name: 'DD' } },
            }),
          }
        : {},
    );
    const first = await text('yes still interested');
    const second = await text('Tuesday at ten works for me');
    expect(second.json['chat_id']).toBe(first.json['chat_id']);
    await pass(2 * HOUR_MS);
    expect(events()).toEqual(['chat_inbound', 'chat_started', 'chat_ended', 'chat_analyzed']);
    const chat = seen.at(-1)?.body.chat;
    expect(chat).toMatchObject({
      chat_id: first.json['chat_id'],
      chat_type: 'sms_chat',
      chat_status: 'ended',
      metadata: { lead: 7 },
      retell_llm_dynamic_variables: { name: 'DD' },
      chat_analysis: { chat_successful: true, user_sentiment: 'Positive' },
    });
    expect(chat?.transcript.split('\n').slice(0, 3)).toEqual([
      'User: yes still interested',
      'Agent: Great, DD! Which day and time would suit you for a visit?',
      'User: Tuesday at ten works for me',
    ]);
    expect(JSON.stringify(chat)).not.toContain(LEAD);

    const get = (key: string) =>
      fetch(`${rest.simulator.url}/get-chat/${chat?.chat_id}`, {
        headers: { Authorization: `Bearer ${key}` },
      });
    expect(await (await get(KEY)).json()).toEqual(chat);
    expect((await get('guess')).status).toBe(401);
  });

  it.each([
    ['a rejection', '{"chat_inbound":{"reject":true}}', 'agent_1', false],
    ['a string for a rejection', '{"chat_inbound":{"reject":"true"}}', 'agent_1', true],
    ['a variable that is a number', '{"chat_inbound":{"dynamic_variables":{"n":1}}}', null, false],
    [
      'the same with a bound agent',
      '{"chat_inbound":{"dynamic_variables":{"n":1}}}',
      'agent_1',
      true,
    ],
    ['an agent of its own', '{"chat_inbound":{"override_agent_id":"agent_2"}}', null, true],
    ['nothing, and no agent', '', null, false],
  ])('is answered by %s', async (_, body, agent_id, isChat) => {
    const { text } = await setup(() => ({ body }));
    const { json } = await text('hello', { agent_id });
    expect(json['chat_id'] !== null).toBe(isChat);
  });

  it('is tried four times before the bound agent takes it', async () => {
    const { text, events } = await setup(({ path }) => ({
      status: path === '/inbound' ? 500 : 204,
    }));
    await text('hello');
    expect(events()).toEqual([...Array(4).fill('chat_inbound'), 'chat_started']);
  });

  it('may be reported twice or not at all', async () => {
    const { text, events, faults } = await setup();
    faults({ callbacks: { duplicate: 1 } });
    await text('hello');
    expect(events()).toEqual(['chat_inbound', 'chat_inbound', 'chat_started', 'chat_started']);
    faults({ callbacks: { duplicate: 0, drop: 1 } });
    await text('hello', { from: '+12025550131' });
    expect(events()).toHaveLength(4);
  });

  it('can arrive in the shape that some clients relay', async () => {
    const { text, seen } = await setup();
    expect((await text('hello', { shape: 'relayed' })).json).toEqual({ taken: true });
    expect(seen.map(({ body }) => body)).toEqual([
      {
        event: 'sms_inbound',
        sms_inbound: { from_number: LEAD, to_number: OURS, message: 'hello', agent_id: 'agent_1' },
      },
    ]);
  });
});

describe("Retell's signature", () => {
  it('matches a known signature of a known body', () => {
    expect(
      signRetell('key_test', '{"event":"call_ended","call":{"call_id":"x"}}', 1714608475945),
    ).toBe('v=1714608475945,d=47719824b19021fae5adf35933c58133dbfb7b579529feeb2475ca1369398650');
  });
});
