import { afterEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT, FROM, TOKEN } from '../../testing/simulator.ts';
import { HOUR_MS, startTexting, type Texting } from '../../testing/texting.ts';

const SERVICE = `MG${'a'.repeat(32)}`;
/** The fields of Twilio's Message resource. */
const FIELDS =
  'account_sid api_version body date_created date_sent date_updated direction error_code error_message from messaging_service_sid num_media num_segments price price_unit sid status subresource_uris to uri';
const TO = '+12025550143';

let world: Texting;
async function setup(...[options]: Parameters<typeof startTexting>) {
  world = await startTexting(options);
  return world;
}
afterEach(() => world.end());

const only = (messages: ReturnType<Texting['messages']>) => {
  expect(messages).toHaveLength(1);
  return messages[0];
};

describe('POST Messages.json', () => {
  it('answers 201 with the whole resource, queued', async () => {
    const { send } = await setup();
    const { status, json } = await send(TO);
    expect(status).toBe(201);
    expect(Object.keys(json).sort()).toEqual(FIELDS.split(' ').sort());
    expect(json).toMatchObject({
      account_sid: ACCOUNT,
      sid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
      status: 'queued',
      direction: 'outbound-api',
      from: FROM,
      num_segments: '1',
      num_media: '0',
      error_code: null,
      date_sent: null,
      date_created: 'Fri, 20 Nov 2026 15:00:00 +0000',
    });
  });

  it.each([
    ['no To', { To: '' }, 21604],
    ['a To that is not a number', { To: '555' }, 21211],
    ['the magic invalid number', { To: '+15005550001' }, 21211],
    ['the magic unreachable number', { To: '+15005550002' }, 21612],
    ['the magic forbidden country', { To: '+15005550003' }, 21408],
    ['the magic unsubscribed number', { To: '+15005550004' }, 21610],
    ['the magic landline', { To: '+15005550009' }, 21614],
    ['no sender', { From: '' }, 21603],
    ['a From that is not a number', { From: 'me' }, 21212],
    ['the magic invalid sender', { From: '+15005550001' }, 21212],
    ['the magic sender without texts', { From: '+15005550007' }, 21606],
    ['the magic sender with a full queue', { From: '+15005550008' }, 21611],
    ['a From of another account', { From: '+12025550999' }, 21606],
    ['no content', { Body: '' }, 21602],
    ['1601 characters', { Body: 'a'.repeat(1601) }, 21617],
    ['a picture that has no address', { MediaUrl: 'nowhere' }, 21620],
    ['eleven pictures', { MediaUrl: Array(11).fill('https://x.example/a.png') }, 21623],
    ['an invalid callback', { StatusCallback: 'nowhere' }, 21609],
    ['a validity of zero', { ValidityPeriod: '0' }, 21624],
    ['a validity of more than ten hours', { ValidityPeriod: '36001' }, 21624],
    ['an unknown service', { MessagingServiceSid: 'MG1' }, 21705],
    ['a schedule without a time', { MessagingServiceSid: SERVICE, ScheduleType: 'fixed' }, 35111],
    [
      'a schedule too soon',
      { MessagingServiceSid: SERVICE, ScheduleType: 'fixed', SendAt: '2026-11-20T15:10:00Z' },
      35114,
    ],
  ])('refuses %s', async (_, change, code) => {
    const { send, messages } = await setup({ settings: { numbers: [FROM] } });
    const { status, json } = await send(TO, change);
    expect({ status, code: json['code'] }).toEqual({ status: 400, code });
    expect(messages()).toEqual([]);
  });

  it('takes 1600 characters, and a picture without words', async () => {
    const { send } = await setup();
    expect((await send(TO, { Body: 'a'.repeat(1600) })).json['num_segments']).toBe('11');
    const picture = await send(TO, { Body: '', MediaUrl: 'https://x.example/a.png' });
    expect(picture.json).toMatchObject({ num_media: '1', sid: expect.stringMatching(/^MM/) });
  });

  it('sends two texts for two equal requests', async () => {
    const { send, messages } = await setup();
    await send(TO);
    await send(TO);
    expect(messages()).toHaveLength(2);
  });

  it.each([
    ['lose_response_after_accept', 1],
    ['error_500_after_accept', 1],
    ['error_500_before', 0],
    ['too_many_requests', 0],
  ] as const)('%s creates %d texts', async (fault, sent) => {
    const { send, messages } = await setup({ faults: { rest: { [fault]: 1 } } });
    const status = await send(TO).then(
      (answer) => answer.status,
      () => 'lost',
    );
    expect(status).toBe(
      { lose_response_after_accept: 'lost', too_many_requests: 429 }[fault as string] ?? 500,
    );
    expect(messages()).toHaveLength(sent);
  });
});

describe('a Messaging Service', () => {
  it('accepts first, and always writes to one person from one number', async () => {
    const numbers = [FROM, '+12025550191', '+12025550192'];
    const { send, pass, statuses, messages, customer } = await setup({ settings: { numbers } });
    const first = await send(TO, { From: '', MessagingServiceSid: SERVICE });
    expect(first.json).toMatchObject({ status: 'accepted', from: null, num_segments: '0' });
    await send(TO, { From: '', MessagingServiceSid: SERVICE });
    await pass(HOUR_MS);
    expect(new Set(messages().map(({ from }) => from)).size).toBe(1);
    expect(numbers).toContain(messages()[0]?.from);
    expect(statuses().filter((status) => status === 'queued')).toHaveLength(2);
    expect(customer.seen[0]?.params['MessagingServiceSid']).toBe(SERVICE);
  });

  it('lists its numbers to the account', async () => {
    const numbers = [FROM, '+12025550191'];
    const { simulator } = await setup({ settings: { numbers } });
    const url = `${simulator.url}/v1/Services/${SERVICE}/PhoneNumbers`;
    const authorization = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`;
    const pool = await fetch(url, { headers: { authorization } }).then((one) => one.json());
    expect(pool).toMatchObject({
      phone_numbers: numbers.map((number) => ({ phone_number: number, service_sid: SERVICE })),
      meta: { key: 'phone_numbers', next_page_url: null },
    });
    expect((await fetch(url)).status).toBe(401);
  });

  it('uses the requested number', async () => {
    const { send, pass, messages } = await setup();
    await send(TO, { MessagingServiceSid: SERVICE });
    await pass(HOUR_MS);
    expect(only(messages())).toMatchObject({ from: FROM, status: 'delivered' });
  });

  it('has no sender when the account has no numbers', async () => {
    const { send } = await setup();
    const { json } = await send(TO, { From: '', MessagingServiceSid: SERVICE });
    expect(json['code']).toBe(21704);
  });

  it('may send later, unless the text is canceled before', async () => {
    const { send, post, pass, messages, statuses } = await setup();
    const later = {
      MessagingServiceSid: SERVICE,
      ScheduleType: 'fixed',
      SendAt: '2026-11-20T17:00:00Z',
    };
    const kept = await send(TO, later);
    const dropped = await send(TO, later);
    expect(kept.json).toMatchObject({ status: 'scheduled', from: null });
    await pass(HOUR_MS);
    const path = `/Messages/${dropped.json['sid']}.json`;
    expect(await post(path, { Status: 'canceled' })).toMatchObject({
      status: 200,
      json: { status: 'canceled' },
    });
    await pass(3 * HOUR_MS);
    expect(messages().map(({ status }) => status)).toEqual(['delivered', 'canceled']);
    expect(messages()[0]?.sent_at).toMatch(/^2026-11-20T17:00:00/);
    expect(messages()[1]?.sent_at).toBeNull();
    expect(statuses()).toEqual(['canceled', 'queued', 'sent', 'delivered']);
  });

  it('is needed for a schedule: without it the text is sent at once', async () => {
    const { send } = await setup();
    const { json } = await send(TO, { ScheduleType: 'fixed', SendAt: '2026-11-20T17:00:00Z' });
    expect(json['status']).toBe('queued');
  });
});

describe('one text', () => {
  it('can be read, and is 404 when it never existed', async () => {
    const { send, get, pass } = await setup();
    const { json } = await send(TO);
    await pass(HOUR_MS);
    expect((await get(`/Messages/${json['sid']}.json`)).json).toMatchObject({
      sid: json['sid'],
      status: 'delivered',
      date_sent: 'Fri, 20 Nov 2026 15:00:00 +0000',
    });
    expect(await get(`/Messages/SM${'0'.repeat(32)}.json`)).toMatchObject({
      status: 404,
      json: { code: 20404 },
    });
  });

  it('cannot be canceled once it is queued, and its words can be deleted only at the end', async () => {
    const { send, post, pass } = await setup();
    const { json } = await send(TO);
    const path = `/Messages/${json['sid']}.json`;
    expect((await post(path, { Status: 'canceled' })).json['code']).toBe(30409);
    expect((await post(path, { Body: '' })).json['code']).toBe(20009);
    await pass(HOUR_MS);
    expect((await post(path, { Body: 'other words' })).json['code']).toBe(20001);
    expect((await post(path, { Body: '' })).json).toMatchObject({ body: '', status: 'delivered' });
  });
});

describe('the list of texts', () => {
  const sids = (json: Record<string, unknown>) =>
    (json['messages'] as { sid: string }[]).map(({ sid }) => sid);

  it('is newest first and filtered by number and date', async () => {
    const { send, get, pass } = await setup();
    const first = String((await send(TO)).json['sid']);
    await pass(24 * HOUR_MS);
    const second = String((await send('+12025550243')).json['sid']);
    await pass(HOUR_MS);
    const third = String((await send(TO)).json['sid']);
    const list = async (query: string) => sids((await get(`/Messages.json?${query}`)).json);

    expect(await list('')).toEqual([third, second, first]);
    expect(await list('To=%2B12025550143')).toEqual([third, first]);
    expect(await list('From=%2B12025550999')).toEqual([]);
    expect(await list('DateSent=2026-11-20')).toEqual([first]);
    expect(await list('DateSent%3E=2026-11-21T15:30:00Z')).toEqual([third]);
    expect(await list('DateSent%3C=2026-11-21T15:30:00Z')).toEqual([second, first]);
  });

  it('comes in pages that new texts do not shift', async () => {
    const { send, get } = await setup();
    const sent: string[] = [];
    for (let count = 0; count < 5; count += 1) sent.unshift(String((await send(TO)).json['sid']));
    const first = await get('/Messages.json?PageSize=2&To=%2B12025550143');
    await send(TO);
    const second = await get(String(first.json['next_page_uri']));
    const third = await get(String(second.json['next_page_uri']));
    expect([first, second, third].flatMap(({ json }) => sids(json))).toEqual(sent);
    expect(third.json['next_page_uri']).toBeNull();
  });

  it('may not know a new text for a while', async () => {
    const { send, get, pass } = await setup({ faults: { rest: { list_lag_ms: 60_000 } } });
    await send(TO);
    expect(sids((await get('/Messages.json')).json)).toEqual([]);
    await pass(60_000);
    expect(sids((await get('/Messages.json')).json)).toHaveLength(1);
  });
});
