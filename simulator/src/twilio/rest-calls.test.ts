import { afterEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT, FROM, type Rest, startTestSimulator } from '../testing/simulator.ts';

const URLS = { Url: 'http://127.0.0.1:9/twiml' };
const GOOD = { To: '+12025550102', From: FROM, ...URLS };
const STATUSES = [
  'queued',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
];
/** The fields of Twilio's Call resource. */
const FIELDS =
  'sid date_created date_updated parent_call_sid account_sid to to_formatted from from_formatted phone_number_sid status start_time end_time duration price price_unit direction answered_by api_version forwarded_from group_sid caller_name queue_time trunk_sid uri subresource_uris';

let rest: Rest;
async function setup(...settings: Parameters<typeof startTestSimulator>) {
  rest = await startTestSimulator(...settings);
  return rest;
}
afterEach(() => rest.simulator.stop());

describe('POST Calls.json', () => {
  it('answers 201 with the whole resource, queued', async () => {
    const { post } = await setup();
    const { status, json } = await post('/Calls.json', GOOD);
    expect(status).toBe(201);
    expect(Object.keys(json).sort()).toEqual(FIELDS.split(' ').sort());
    expect(json).toMatchObject({
      account_sid: ACCOUNT,
      sid: expect.stringMatching(/^CA[0-9a-f]{32}$/),
      status: 'queued',
      direction: 'outbound-api',
      duration: null,
      start_time: null,
      date_created: expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/),
    });
  });

  it.each([
    ['no To', { To: '' }, 21201],
    ['a To that is not a number', { To: '555' }, 21211],
    ['the magic invalid number', { To: '+15005550001' }, 21211],
    ['the magic unreachable number', { To: '+15005550002' }, 21214],
    ['the magic forbidden country', { To: '+15005550003' }, 21215],
    ['the magic blocked number', { To: '+15005550004' }, 21216],
    ['no From', { From: '' }, 21213],
    ['a From that is not a number', { From: 'me' }, 21212],
    ['a From of another account', { From: '+12025550999' }, 21210],
    ['neither Url nor Twiml', { Url: '' }, 21205],
    ['an invalid Url', { Url: 'twiml.example' }, 21205],
    ['a Url of another scheme', { Url: 'ftp://x.example/' }, 21205],
    ['an invalid callback', { StatusCallback: 'nowhere' }, 21609],
    ['a callback host with an underscore', { StatusCallback: 'https://a_b.example/' }, 21609],
    ['a Timeout too long', { Timeout: '601' }, 21208],
    ['a detection that does not exist', { MachineDetection: 'yes' }, 21234],
    ['an event that does not exist', { StatusCallbackEvent: ['answered', 'hung-up'] }, 20001],
  ])('refuses %s', async (_, change, code) => {
    const { post, simulator } = await setup({ numbers: [FROM, '+15005550006'] });
    const { status, json } = await post('/Calls.json', { ...GOOD, ...change });
    expect(status).toBe(400);
    expect(json).toMatchObject({
      code,
      status: 400,
      message: expect.any(String),
      more_info: `https://www.twilio.com/docs/errors/${code}`,
    });
    expect(simulator.ledger().calls).toEqual([]);
  });

  it('refuses a request without a key', async () => {
    const { simulator } = await setup();
    const url = `${simulator.url}/2010-04-01/Accounts/${ACCOUNT}/Calls.json`;
    const wrong = Buffer.from(`${ACCOUNT}:guess`).toString('base64');
    for (const headers of [{}, { authorization: `Basic ${wrong}` }]) {
      const response = await fetch(url, { method: 'POST', headers });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: 20003 });
    }
  });

  it('places two calls for two equal requests', async () => {
    const { post, simulator } = await setup();
    await post('/Calls.json', GOOD);
    await post('/Calls.json', GOOD);
    expect(simulator.ledger().calls).toHaveLength(2);
  });
});

describe('GET and POST of one call', () => {
  it('shows it, and answers 404 for one that never existed', async () => {
    const { dial, get, post } = await setup();
    const sid = await dial(GOOD.To, URLS);
    const { json } = await get(`/Calls/${sid}.json`);
    expect(json['sid']).toBe(sid);
    expect(STATUSES).toContain(json['status']);
    const missing = `/Calls/CA${'0'.repeat(32)}.json`;
    expect(await get(missing)).toMatchObject({ status: 404, json: { code: 20404 } });
    expect(await post(missing, { Status: 'completed' })).toMatchObject({ status: 404 });
  });

  it('cancels a ringing call, and refuses to change an ended one', async () => {
    const { dial, get, post } = await setup({}, { ringMs: 60_000 });
    const sid = await dial('+12025550100', URLS);
    const canceled = await post(`/Calls/${sid}.json`, { Status: 'canceled' });
    expect(canceled).toMatchObject({ status: 200, json: { status: 'canceled' } });
    expect((await get(`/Calls/${sid}.json`)).json['status']).toBe('canceled');
    const again = await post(`/Calls/${sid}.json`, { Status: 'completed' });
    expect(again).toMatchObject({ status: 400, json: { code: 21220 } });
  });

  it('does not redirect an unanswered call', async () => {
    const { dial, post } = await setup({}, { ringMs: 60_000 });
    const sid = await dial('+12025550100', URLS);
    const answer = await post(`/Calls/${sid}.json`, { Twiml: '<Response/>' });
    expect(answer).toMatchObject({ status: 400, json: { code: 21220 } });
  });
});

describe('the list of calls', () => {
  const sids = (json: Record<string, unknown>) =>
    (json['calls'] as { sid: string }[]).map(({ sid }) => sid);

  it('is newest first and filtered by number, status and time', async () => {
    const { dial, get, post } = await setup({}, { ringMs: 60_000 });
    const begunAt = new Date();
    const first = await dial('+12025550100', URLS);
    const second = await dial('+12025550200', URLS);
    const third = await dial('+12025550100', URLS);
    await post(`/Calls/${second}.json`, { Status: 'canceled' });
    const list = async (query: string) => sids((await get(`/Calls.json?${query}`)).json);

    expect(await list('')).toEqual([third, second, first]);
    expect(await list('To=%2B12025550100')).toEqual([third, first]);
    expect(await list('Status=canceled')).toEqual([second]);
    expect(await list('From=%2B12025550001')).toEqual([]);
    // Two days if it has just become midnight.
    const days = new Set([begunAt, new Date()].map((at) => at.toISOString().slice(0, 10)));
    const placed = await Promise.all([...days].map((day) => list(`StartTime=${day}`)));
    const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
    expect(placed.flat()).toHaveLength(3);
    expect(await list(`StartTime%3E=${anHourAgo}&To=%2B12025550200`)).toEqual([second]);
    expect(await list(`StartTime%3C=${anHourAgo}`)).toEqual([]);
  });

  it('comes in pages that new calls do not shift', async () => {
    const { dial, get } = await setup({}, { ringMs: 60_000 });
    const placed: string[] = [];
    for (let count = 0; count < 5; count += 1) placed.unshift(await dial('+12025550100', URLS));
    const first = await get('/Calls.json?PageSize=2&To=%2B12025550100');
    expect(first.json).toMatchObject({
      page: 0,
      page_size: 2,
      start: 0,
      end: 1,
      previous_page_uri: null,
    });
    await dial('+12025550100', URLS);
    const second = await get(String(first.json['next_page_uri']));
    const third = await get(String(second.json['next_page_uri']));
    expect([first, second, third].flatMap(({ json }) => sids(json))).toEqual(placed);
    expect(third.json['next_page_uri']).toBeNull();
  });
});
