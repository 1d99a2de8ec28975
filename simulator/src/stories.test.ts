import { afterEach, describe, expect, it } from '@jest/globals';
import type { LedgerCall } from './ledger.ts';
import { nameBehind } from './people/names.ts';
import { STORIES } from './stories.ts';
import { bridge } from './testing/bridge.ts';
import { type Customer, startCustomer } from './testing/customer.ts';
import { KEY, type Rest, startTestSimulator, TOKEN } from './testing/simulator.ts';

const TOOLS = [
  'book_appointment',
  'mark_do_not_call',
  'request_human',
  'request_callback',
  'end_call',
];
const GREETING =
  'agent: Hello Maria, this is the AI assistant of Acme. Is now a good time to talk?';
const PCMU = { format: { type: 'audio/pcmu' } };
const SESSION = {
  instructions:
    "Lead name: Maria\nBusiness: Acme\nNow (lead's local time): 2026-11-20T13:05 Friday",
  tools: TOOLS.map((name) => ({ type: 'function', name, description: name, parameters: {} })),
  audio: {
    input: { ...PCMU, turn_detection: { type: 'server_vad', silence_duration_ms: 200 } },
    output: PCMU,
  },
};

let rest: Rest;
let customer: Customer;

/** A customer with the smallest possible gateway between the telephone and the model. */
async function live(
  to: string,
  session: Record<string, unknown> = SESSION,
): Promise<{ call: LedgerCall; wav: Buffer }> {
  rest = await startTestSimulator();
  const realtimeUrl = `${rest.simulator.url.replace('http', 'ws')}/v1/realtime`;
  customer = await startCustomer({
    answer: ({ path }) =>
      path === '/twiml'
        ? {
            body: `<Response><Connect><Stream url="${customer.wsUrl}/media"/></Connect></Response>`,
          }
        : { status: 204 },
    onSocket: (socket) =>
      bridge(socket, { realtimeUrl, key: KEY, session, hangUp: () => socket.close() }),
  });
  const sid = await rest.dial(to, {
    Url: `${customer.url}/twiml`,
    StatusCallback: `${customer.url}/status`,
    Record: 'true',
    RecordingChannels: 'dual',
  });
  const { params } = await customer.next(({ path }) => path === '/status');
  const call = rest.simulator.ledger().calls.find((one) => one.sid === sid);
  if (call === undefined) throw new Error('the call is not in the ledger');
  const authorization = `Basic ${Buffer.from(`${params['AccountSid']}:${TOKEN}`).toString('base64')}`;
  const file = await fetch(`${params['RecordingUrl']}.wav`, { headers: { authorization } });
  return { call, wav: Buffer.from(await file.arrayBuffer()) };
}

afterEach(async () => {
  await customer.stop();
  await rest.simulator.stop();
});

const lines = ({ heard }: LedgerCall) => heard.map(({ who, text }) => `${who}: ${text}`);

describe('a conversation, end to end', () => {
  it.each([
    [
      '00',
      [
        GREETING,
        'lead: Yes, I am still looking. My budget is twenty thousand.',
        'agent: Great. When would you like to decide?',
        'lead: Next month.',
        'agent: Thank you, I have noted that. Is there anything else?',
        'lead: Thanks, bye.',
        'agent: Thank you for your time. Goodbye.',
      ],
    ],
    [
      '01',
      [
        GREETING,
        'lead: Yes, I would like to book. Tuesday at ten works for me.',
        'agent: You are booked for Tuesday at ten. Is there anything else?',
        'lead: No, that is all. Thanks, bye.',
        'agent: Thank you for your time. Goodbye.',
      ],
    ],
    [
      '05',
      [
        GREETING,
        "lead: Please don't call me again.",
        'agent: I am sorry to have disturbed you. We will not call you again. Goodbye.',
      ],
    ],
    [
      '08',
      [
        GREETING,
        'lead: Hello, who is this?',
        'agent: You can also see all times at',
        'lead: Sorry, just tell me the price.',
        'agent: The price is nineteen thousand nine hundred. Is there anything else?',
        'lead: No, thanks. Bye.',
        'agent: Thank you for your time. Goodbye.',
      ],
    ],
    ['11', [GREETING, 'lead: Hello, who is this?', 'agent: You can also see all times at']],
    [
      '19',
      [
        GREETING,
        "lead: Ne m'appelez plus, s'il vous plaît.",
        'agent: Je suis désolé de vous avoir dérangé. Nous ne vous appellerons plus. Au revoir.',
      ],
    ],
  ])('follows story %s word for word', async (digits, expected) => {
    const { call, wav } = await live(`+120255501${digits}`);
    expect(lines(call)).toEqual(expected);
    expect(call).toMatchObject({
      status: 'completed',
      damaged: 0,
      wordless_bytes: 0,
      wrong_messages: 0,
    });
    expect(rest.simulator.ledger().voice).toMatchObject({ lost: 0, noise: 0, repeated: 0 });
    expect(wav.toString('latin1', 0, 4)).toBe('RIFF');
    expect(wav.length).toBe(46 + wav.readUInt32LE(42));
  });
});

describe('an answering machine', () => {
  it('records the message after its greeting', async () => {
    const { call } = await live('+12025550104');
    expect(call.voicemail).toBe(
      'Hello Maria, this is a message from the AI assistant of Acme. It is about your request. We will try again another time. Goodbye.',
    );
    expect(call).toMatchObject({ status: 'completed', damaged: 0, wordless_bytes: 0 });
  });

  it('is not simulated for a person who picks up', async () => {
    const { call } = await live('+12025550100');
    expect(call).not.toHaveProperty('voicemail');
  });
});

describe('an unknown caller', () => {
  it('gives its name on request, the same each time, and goes on talking', async () => {
    const instructions = 'Business: Acme\nNobody knows the name of the lead: ask for it once.';
    const { call } = await live('+12025550100', { ...SESSION, instructions });
    const [asked, named, thanked, ...rest] = lines(call);
    expect(asked).toBe('agent: Hello, this is the AI assistant of Acme. May I ask your name?');
    expect(named).toBe(`lead: My name is ${nameBehind('+12025550100')}.`);
    expect(thanked).toMatch(/^agent: Thank you, \w+\. Is now a good time to talk\?$/);
    expect(rest[0]).toBe('lead: Yes, I am still looking. My budget is twenty thousand.');
  });
});

describe('the table of stories', () => {
  it('names each ending once, with a sentence', () => {
    const digits = STORIES.map((story) => story.digits);
    expect(new Set(digits).size).toBe(digits.length);
    for (const { description } of STORIES) expect(description).not.toBe('');
  });
});
