import { afterEach, describe, expect, it } from '@jest/globals';
import { STORIES } from './stories.ts';
import { startCustomer } from './testing/customer.ts';
import { FROM, startTestSimulator } from './testing/simulator.ts';
import { HOUR_MS, startTexting, type Texting } from './testing/texting.ts';
import { TEXT_STORIES } from './text-stories.ts';

let world: Texting | undefined;
async function setup() {
  const started = await startTexting();
  world = started;
  return started;
}
afterEach(async () => {
  await world?.end();
  world = undefined;
});

/** What a lead writes after each of a few texts, an hour apart. */
async function answersOf(digits: string, texts: number): Promise<string[][]> {
  const { send, pass, inbound } = await setup();
  const answers: string[][] = [];
  for (let nth = 0; nth < texts; nth += 1) {
    const before = inbound().length;
    await send(`+120255501${digits}`);
    await pass(HOUR_MS);
    answers.push(
      inbound()
        .slice(before)
        .map(({ params }) => String(params['Body'])),
    );
  }
  return answers;
}

describe('people who are texted', () => {
  it.each([
    ['30', [['yes still interested'], ['Tuesday at ten works for me'], ['thanks, bye']]],
    ['31', [['STOP']]],
    ['32', [['pls stop texting me']]],
    ['33', [['hi', 'yes still looking', 'whats the price?'], ['ok thanks, bye'], []]],
    ['35', [['Hola, sí me interesa. ¿Cuánto cuesta?']]],
    ['36', [["Arrêtez de m'écrire s'il vous plaît"]]],
    ['38', [[], []]],
    ['39', [[], ['sorry had no signal. yes still interested']]],
    ['43', [[], [], []]],
    ['44', [[], ['Yes I am still looking']]],
    ['45', [[], ['Please take me off your list']]],
    ['46', [['Sorry, you have the wrong number']]],
    ['48', [['YES'], []]],
    ['50', [['No thanks, I already bought one'], []]],
    ['01', [[], []]],
  ])('answer as in story %s', async (digits, expected) => {
    expect(await answersOf(digits, expected.length)).toEqual(expected);
  });

  it('may answer hours later', async () => {
    const { send, pass, inbound } = await setup();
    await send('+12025550134');
    await pass(4 * HOUR_MS);
    expect(inbound()).toEqual([]);
    await pass(2 * HOUR_MS);
    expect(inbound()).toHaveLength(1);
  });

  it('may send a photo, or several segments', async () => {
    const { send, pass, inbound } = await setup();
    await send('+12025550149');
    await send('+12025550147');
    await pass(HOUR_MS);
    const [photo, long] = inbound().map(({ params }) => params);
    expect(photo).toMatchObject({ NumMedia: '1', MediaUrl0: expect.stringContaining('/Media/ME') });
    expect(Number(long?.['NumSegments'])).toBeGreaterThan(2);
  });

  it('cannot be texted any more once they wrote STOP', async () => {
    const { send, pass } = await setup();
    await send('+12025550131');
    await pass(HOUR_MS);
    expect((await send('+12025550131')).json['code']).toBe(21610);
  });
});

describe('texts without a test’s clock', () => {
  it('follow the clock of the machine', async () => {
    const customer = await startCustomer({ answer: () => ({ body: '<Response/>' }) });
    const quick = { textSendMs: 1, textDeliveryMs: 1, textReplyMs: 1 };
    const { post, simulator } = await startTestSimulator({ smsUrl: `${customer.url}/sms` }, quick);
    await post('/Messages.json', { To: '+12025550148', From: FROM, Body: 'Still looking?' });
    const { params } = await customer.next(({ path }) => path === '/sms');
    expect(params['Body']).toBe('YES');
    expect(simulator.ledger().messages.map(({ status }) => status)).toEqual([
      'delivered',
      'received',
    ]);
    await customer.stop();
    await simulator.stop();
  });
});

describe('a fortnight of texts to a hundred people', () => {
  it('passes in one run, and the ledger has each of them', async () => {
    const { send, pass, messages, inbound } = await setup();
    for (let person = 0; person < 100; person += 1) {
      await send(`+1202555${String(3000 + person)}`);
    }
    await pass(14 * 24 * HOUR_MS);
    const sent = messages().filter(({ author }) => author === 'customer');
    expect(sent).toHaveLength(100);
    expect(sent.filter(({ status }) => status === 'undelivered')).toHaveLength(4);
    expect(sent.filter(({ status }) => status === 'delivered')).toHaveLength(96);
    expect(inbound()).toHaveLength(messages().filter(({ author }) => author === 'lead').length);
  });
});

describe('the table of text stories', () => {
  it('names each ending once, and none that calls have', async () => {
    const { control } = await setup();
    const digits = [...STORIES, ...TEXT_STORIES].map((story) => story.digits);
    expect(new Set(digits).size).toBe(digits.length);
    const { json } = await control('GET', '/sim/stories');
    expect(json['stories']).toHaveLength(digits.length);
    expect(json['stories']).toContainEqual({
      channel: 'text',
      digits: '31',
      name: 'text-stop',
      description: 'replies STOP',
    });
  });
});
