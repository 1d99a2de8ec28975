import { afterEach, describe, expect, it } from '@jest/globals';
import twilio from 'twilio';
import { ACCOUNT, FROM, TOKEN } from '../../testing/simulator.ts';
import { MINUTE_MS, startTexting, type Texting } from '../../testing/texting.ts';

const LEAD = '+12025550143';
const TOLL_FREE = '+18885550190';

let world: Texting;
async function setup(...[options]: Parameters<typeof startTexting>) {
  world = await startTexting(options);
  const write = async (body: string | string[], more: object = {}) => {
    const answer = await world.control('POST', '/sim/texts', {
      from: LEAD,
      to: FROM,
      body,
      ...more,
    });
    await world.pass(MINUTE_MS);
    return answer;
  };
  return { ...world, write };
}
afterEach(() => world.end());

const outbound = () => world.messages().filter(({ direction }) => direction !== 'inbound');

describe('a text from a lead', () => {
  it('arrives as a signed webhook that the vendor accepts', async () => {
    const { write, inbound } = await setup();
    const { json } = await write('Olá & “hello” 😀');
    const [seen] = inbound();
    const [sid] = json['sids'] as string[];
    expect(seen?.params).toMatchObject({
      MessageSid: sid,
      SmsSid: sid,
      SmsMessageSid: sid,
      AccountSid: ACCOUNT,
      From: LEAD,
      To: FROM,
      Body: 'Olá & “hello” 😀',
      NumMedia: '0',
      NumSegments: '1',
      SmsStatus: 'received',
      ApiVersion: '2010-04-01',
      FromCity: '',
    });
    expect(seen).toBeDefined();
    const { signature = '', url = '', params = {} } = seen ?? {};
    expect(twilio.validateRequest(TOKEN, signature, url, params)).toBe(true);
    expect(twilio.validateRequest(TOKEN, signature, url, { ...params, Body: 'x' })).toBe(false);
  });

  it('is in the list and in the ledger, even without a webhook', async () => {
    const { write, get, inbound, messages } = await setup({
      faults: { texts: { inbound_drop: 1 } },
    });
    await write('hello');
    expect(inbound()).toEqual([]);
    const { json } = await get(`/Messages.json?To=${encodeURIComponent(FROM)}`);
    expect(json['messages']).toMatchObject([
      { direction: 'inbound', status: 'received', body: 'hello', from: LEAD },
    ]);
    expect(messages()).toMatchObject([
      { author: 'lead', direction: 'inbound', body: 'hello', announcements: 0 },
    ]);
  });

  it('may arrive twice with one sid, or later', async () => {
    const { write, inbound, simulator, pass } = await setup({
      faults: { texts: { inbound_duplicate: 1 } },
    });
    await write('hello');
    expect(inbound()).toHaveLength(2);
    expect(new Set(inbound().map(({ params }) => params['MessageSid'])).size).toBe(1);
    simulator.faults({ texts: { inbound_duplicate: 0, inbound_delay_ms: 2 * MINUTE_MS } });
    await write('again');
    expect(inbound()).toHaveLength(2);
    await pass(2 * MINUTE_MS);
    expect(inbound()).toHaveLength(3);
  });

  it('may be a burst of several, the last with photos', async () => {
    const { write, inbound } = await setup();
    await write(['hi', 'are you there', 'look'], { photos: 2 });
    expect(
      inbound()
        .map(({ params }) => params['Body'])
        .sort(),
    ).toEqual(['are you there', 'hi', 'look']);
    const last = inbound().find(({ params }) => params['Body'] === 'look')?.params ?? {};
    expect(last).toMatchObject({ NumMedia: '2', MediaContentType1: 'image/png' });
    expect(last['MessageSid']).toMatch(/^MM/);
    const authorization = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`;
    const photo = await fetch(String(last['MediaUrl0']), { headers: { authorization } });
    expect(photo.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await photo.arrayBuffer()).toString('latin1', 1, 4)).toBe('PNG');
    expect((await fetch(String(last['MediaUrl0']))).status).toBe(401);
  });

  it('may name a photo that is not available yet', async () => {
    const { write, inbound, get, pass } = await setup({
      faults: { texts: { media_late_ms: 2 * MINUTE_MS } },
    });
    await write('look', { photos: 1 });
    const path = String(inbound()[0]?.params['MediaUrl0']).replace(/^.*(?=\/2010)/, '');
    expect((await get(path)).status).toBe(404);
    await pass(MINUTE_MS);
    expect((await get(path)).status).toBe(200);
  });

  it('is sent to the set address, which can be changed', async () => {
    const { write, customer, control } = await setup();
    await control('PUT', '/sim/sms-url', { url: `${customer.url}/other?x=1` });
    await write('hello');
    expect(customer.seen.map(({ path }) => path)).toEqual(['/other']);
    await control('PUT', '/sim/sms-url', { url: null });
    await write('hello');
    expect(customer.seen).toHaveLength(1);
    expect((await control('PUT', '/sim/sms-url', { url: 'nowhere' })).status).toBe(400);
  });
});

describe("the customer's answer to it", () => {
  it.each([
    ['nothing', { status: 204 }, []],
    ['an empty response', { body: '<Response/>' }, []],
    ['a message', { body: '<Response><Message>Hi &amp; bye</Message></Response>' }, ['Hi & bye']],
    [
      'two',
      { body: '<Response><Message><Body>1</Body></Message><Message>2</Message></Response>' },
      ['1', '2'],
    ],
    ['plain text, which is a message', { type: 'text/plain', body: 'OK' }, ['OK']],
  ])('is %s', async (_, answer, bodies) => {
    const { write } = await setup({ answer: () => answer });
    await write('hello');
    expect(outbound().map(({ body }) => body)).toEqual(bodies);
    for (const reply of outbound()) {
      expect(reply).toMatchObject({ direction: 'outbound-reply', to: LEAD, status: 'delivered' });
    }
  });

  it('may ask for callbacks of the reply', async () => {
    const { write, statuses } = await setup({
      answer: () => ({
        body: `<Response><Message action="${world.customer.url}/status">Hi</Message></Response>`,
      }),
    });
    await write('hello');
    expect(statuses()).toEqual(['sent', 'delivered']);
  });

  it.each([
    ['an error', { status: 500 }, 11200],
    ['not XML', { body: '<Response>' }, 12100],
    ['JSON', { type: 'application/json', body: '{}' }, 12300],
    ['a verb for calls', { body: '<Response><Say>Hi</Say></Response>' }, 12200],
    ['an empty message', { body: '<Response><Message/></Response>' }, 14103],
  ])('is found in the debugger when it is %s', async (_, answer, code) => {
    const { write, control } = await setup({ answer: () => answer });
    await write('hello');
    const { json } = await control('GET', '/sim/debugger');
    expect(json['entries']).toMatchObject([{ code, message_sid: expect.stringMatching(/^SM/) }]);
    expect(outbound()).toEqual([]);
  });
});

describe('the word STOP', () => {
  it('is answered by the carrier once, and still passed to the customer', async () => {
    const { write, inbound } = await setup();
    await write('Stop ');
    await write('STOP');
    expect(outbound()).toMatchObject([
      { author: 'carrier', direction: 'outbound-reply', to: LEAD, status: 'delivered' },
    ]);
    expect(inbound().map(({ params }) => params['Body'])).toEqual(['Stop ', 'STOP']);
    expect(inbound()[0]?.params).not.toHaveProperty('OptOutType');
  });

  it('blocks this number for this person, until START', async () => {
    const { write, send } = await setup();
    await write('QUIT');
    expect(await send(LEAD)).toMatchObject({ status: 400, json: { code: 21610 } });
    expect((await send(LEAD, { From: '+12025550191' })).status).toBe(201);
    expect((await send('+12025550243')).status).toBe(201);
    await write('yes');
    expect((await send(LEAD)).status).toBe(201);
  });

  it('blocks every number of a service', async () => {
    const numbers = [FROM, '+12025550191', '+12025550192'];
    const { write, send } = await setup({ settings: { numbers } });
    await write('STOP');
    const service = { From: '', MessagingServiceSid: `MG${'a'.repeat(32)}` };
    expect((await send(LEAD, service)).json['code']).toBe(21610);
  });

  it('means nothing to the carrier in a sentence, nor does YES from a person who is not blocked', async () => {
    const { write, send } = await setup();
    await write('Please stop');
    await write('YES');
    await write('STOP!');
    expect(outbound()).toEqual([]);
    expect((await send(LEAD)).status).toBe(201);
  });

  it('is handled by the network for toll-free numbers', async () => {
    const { write, send } = await setup();
    await write('STOP', { to: TOLL_FREE });
    expect(outbound().map(({ body }) => body)).toEqual([expect.stringMatching(/^NETWORK MSG/)]);
    await write('YES', { to: TOLL_FREE });
    expect((await send(LEAD, { From: TOLL_FREE })).json['code']).toBe(21610);
    await write('UNSTOP', { to: TOLL_FREE });
    expect((await send(LEAD, { From: TOLL_FREE })).status).toBe(201);
  });

  it('can be left to the customer in part or whole', async () => {
    const { write, send, simulator } = await setup({ faults: { texts: { keywords: 'block' } } });
    await write('STOP');
    expect(outbound()).toEqual([]);
    expect((await send(LEAD)).json['code']).toBe(21610);
    await write('START');
    simulator.faults({ texts: { keywords: 'off', advanced_opt_out: true } });
    await write('STOP');
    expect((await send(LEAD)).status).toBe(201);
    expect(world.inbound().at(-1)?.params['OptOutType']).toBe('STOP');
  });

  it('is not the only keyword: HELP is answered too', async () => {
    const { write } = await setup();
    await write('help');
    await write('INFO');
    expect(outbound().map(({ author }) => author)).toEqual(['carrier', 'carrier']);
  });
});
