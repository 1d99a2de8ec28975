import { afterEach, describe, expect, it } from '@jest/globals';
import twilio from 'twilio';
import { type Answer, type Customer, type Seen, startCustomer } from '../testing/customer.ts';
import { type Rest, startTestSimulator, TOKEN } from '../testing/simulator.ts';

const EVENTS = ['initiated', 'ringing', 'answered', 'completed'];
const ENDED = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

let rest: Rest;
let customer: Customer;

/** A customer whose pages are TwiML by path, or an answer of its own; other paths answer 204. */
async function setup(
  pages: Record<string, string | Answer>,
  timing: Parameters<typeof startTestSimulator>[1] = {},
) {
  rest = await startTestSimulator({}, timing);
  customer = await startCustomer({
    answer: ({ path }) => {
      const page = pages[path];
      return typeof page === 'string' ? { body: page } : (page ?? { status: 204 });
    },
  });
  const call = async (to: string, form: Record<string, string | string[]> = {}) => {
    const sid = await rest.dial(to, {
      Url: `${customer.url}/twiml`,
      StatusCallback: `${customer.url}/status?call=7`,
      StatusCallbackEvent: EVENTS,
      ...form,
    });
    const last = await ended(sid);
    return { sid, last, callbacks: callbacksOf(sid) };
  };
  return { ...rest, customer, call };
}

const ended = (sid: string) =>
  customer.next(
    ({ params }) =>
      params['CallSid'] === sid &&
      ENDED.includes(params['CallStatus'] ?? '') &&
      'CallDuration' in params,
  );
const callbacksOf = (sid: string) =>
  customer.seen.filter(({ path, params }) => path === '/status' && params['CallSid'] === sid);
const words = (callbacks: Seen[]) =>
  callbacks.map(({ params }) => `${params['SequenceNumber']} ${params['CallStatus']}`);

afterEach(async () => {
  await customer.stop();
  await rest.simulator.stop();
});

describe('a call', () => {
  it('that is answered reports all four events, signed, in order', async () => {
    const { call, get } = await setup({ '/twiml': '<Response><Say>Hello there.</Say></Response>' });
    const { sid, last, callbacks } = await call('+12025550100');
    expect(words(callbacks)).toEqual(['0 initiated', '1 ringing', '2 in-progress', '3 completed']);
    expect(last.params).toMatchObject({
      CallbackSource: 'call-progress-events',
      CallDuration: '1',
      Duration: '1',
      SipResponseCode: '200',
      Direction: 'outbound-api',
    });
    for (const { url, params, signature } of customer.seen) {
      expect(twilio.validateRequest(TOKEN, signature, url, params)).toBe(true);
    }
    expect(new Set(callbacks.map(({ token }) => token)).size).toBe(4);
    expect((await get(`/Calls/${sid}.json`)).json).toMatchObject({
      status: 'completed',
      duration: '1',
    });
    expect(rest.simulator.ledger().calls[0]?.heard).toEqual([
      { who: 'agent', text: 'Hello there.' },
    ]);
  });

  it.each([
    ['+12025550102', 'busy', '486'],
    ['+12025550103', 'no-answer', '487'],
  ])('to %s ends as %s without being answered', async (to, status, sip) => {
    const { call } = await setup({});
    const { last, callbacks } = await call(to);
    expect(words(callbacks)).toEqual(['0 initiated', '1 ringing', `2 ${status}`]);
    expect(last.params).toMatchObject({ SipResponseCode: sip, CallDuration: '0', Duration: '0' });
    expect(rest.simulator.ledger().calls[0]).toMatchObject({ answered: false, status });
  });

  it('to a number that does not exist fails before it rings', async () => {
    const { call } = await setup({});
    const { last, callbacks } = await call('+12025550110');
    expect(words(callbacks)).toEqual(['0 initiated', '1 failed']);
    expect(last.params['SipResponseCode']).toBe('404');
  });

  it('reports only the end when no events were requested', async () => {
    const { call } = await setup({});
    const { callbacks } = await call('+12025550102', { StatusCallbackEvent: [] });
    expect(words(callbacks)).toEqual(['0 busy']);
  });

  it('is busy the first time and answered the second, in story 17', async () => {
    const { call } = await setup({ '/twiml': '<Response/>' });
    expect((await call('+12025550117')).last.params['CallStatus']).toBe('busy');
    expect((await call('+12025550117')).last.params['CallStatus']).toBe('completed');
  });

  it('waits for the machine verdict before it asks for TwiML', async () => {
    const { call } = await setup({ '/twiml': '<Response/>' });
    const { last } = await call('+12025550104', { MachineDetection: 'Enable' });
    const asked = customer.seen.find(({ path }) => path === '/twiml');
    expect(asked?.params).toMatchObject({ AnsweredBy: 'machine_start', CallStatus: 'in-progress' });
    expect(last.params['AnsweredBy']).toBe('machine_start');
  });

  it('posts the verdict later when detection is asynchronous', async () => {
    const { call } = await setup({ '/twiml': '<Response><Pause length="1"/></Response>' });
    const { sid } = await call('+12025550100', {
      MachineDetection: 'DetectMessageEnd',
      AsyncAmd: 'true',
      AsyncAmdStatusCallback: `${customer.url}/amd?call=7`,
    });
    const asked = customer.seen.find(({ path }) => path === '/twiml');
    expect(asked?.params['AnsweredBy']).toBeUndefined();
    const verdict = await customer.next(({ path }) => path === '/amd');
    expect(Object.keys(verdict.params).sort()).toEqual([
      'AccountSid',
      'AnsweredBy',
      'CallSid',
      'MachineDetectionDuration',
    ]);
    expect(verdict.params).toMatchObject({ AnsweredBy: 'human', CallSid: sid });
  });

  it('is hung up after its time limit', async () => {
    const { call } = await setup({ '/twiml': '<Response><Pause length="60"/></Response>' });
    const { last } = await call('+12025550100', { TimeLimit: '1' });
    expect(last.params).toMatchObject({
      CallStatus: 'completed',
      CallDuration: expect.stringMatching(/^[12]$/),
    });
  });

  it('is hung up by REST', async () => {
    const { dial, post } = await setup({ '/twiml': '<Response><Pause length="60"/></Response>' });
    const sid = await dial('+12025550100', {
      Url: `${customer.url}/twiml`,
      StatusCallback: `${customer.url}/status`,
    });
    await customer.next(({ path }) => path === '/twiml');
    const { json } = await post(`/Calls/${sid}.json`, { Status: 'completed' });
    expect(json['status']).toBe('completed');
    expect((await ended(sid)).params['CallStatus']).toBe('completed');
  });

  it('accepts other TwiML while it runs', async () => {
    const { dial, post, simulator } = await setup({
      '/twiml': '<Response><Pause length="60"/></Response>',
    });
    const sid = await dial('+12025550100', {
      Url: `${customer.url}/twiml`,
      StatusCallback: `${customer.url}/status`,
    });
    await customer.next(({ path }) => path === '/twiml');
    await post(`/Calls/${sid}.json`, { Twiml: '<Response><Say>Something else.</Say></Response>' });
    await ended(sid);
    expect(simulator.ledger().calls[0]?.heard).toEqual([{ who: 'agent', text: 'Something else.' }]);
  });
});

describe('the TwiML of a call', () => {
  it('may redirect, relative to where it came from', async () => {
    const { call, simulator } = await setup({
      '/twiml': '<Response><Redirect>/more?a=1&amp;b=2</Redirect><Say>never</Say></Response>',
      '/more': '<Response><Say>Here.</Say><Hangup/><Say>never</Say></Response>',
    });
    await call('+12025550100');
    expect(customer.seen.find(({ path }) => path === '/more')?.query.get('b')).toBe('2');
    expect(simulator.ledger().calls[0]?.heard).toEqual([{ who: 'agent', text: 'Here.' }]);
  });

  it('may dial a human, and reports the result to the action', async () => {
    const { call, simulator } = await setup({
      '/twiml': '<Response><Dial action="/after"><Number>+12025550200</Number></Dial></Response>',
      '/after': '<Response><Hangup/></Response>',
    });
    const { sid } = await call('+12025550100');
    const after = customer.seen.find(({ path }) => path === '/after');
    expect(after?.params).toMatchObject({
      DialCallStatus: 'completed',
      DialBridged: 'true',
      DialCallDuration: '1',
    });
    const leg = simulator.ledger().calls.find(({ parent_sid }) => parent_sid === sid);
    expect(leg).toMatchObject({
      direction: 'outbound-dial',
      to: '+12025550200',
      status: 'completed',
    });
    const listed = await rest.get(`/Calls.json?ParentCallSid=${sid}`);
    expect(listed.json['calls']).toHaveLength(1);
  });

  it.each([
    ['+12025550202', 'busy'],
    ['+12025550203', 'no-answer'],
    ['+12025550210', 'failed'],
  ])('reports %s as %s', async (number, status) => {
    const { call } = await setup({
      '/twiml': `<Response><Dial action="/after">${number}</Dial></Response>`,
      '/after': '<Response/>',
    });
    await call('+12025550100');
    expect(customer.seen.find(({ path }) => path === '/after')?.params['DialCallStatus']).toBe(
      status,
    );
  });

  it('may gather the key that the lead presses', async () => {
    const { call } = await setup({
      '/twiml':
        '<Response><Gather action="/key" timeout="1"><Say>Press 9.</Say></Gather></Response>',
      '/key': '<Response/>',
    });
    await call('+12025550115');
    expect(customer.seen.find(({ path }) => path === '/key')?.params['Digits']).toBe('9');
  });

  it.each([
    ['is not XML', { body: 'Hello' }, 12100],
    ['has an unknown verb', { body: '<Response><Shout/></Response>' }, 12100],
    ['is of the wrong type', { body: '{}', type: 'application/json' }, 12300],
    ['is an error', { status: 500, body: 'oops' }, 11200],
  ])('that %s gives an apology and an entry in the debugger', async (_, page, code) => {
    const { call, control, simulator } = await setup({ '/twiml': page });
    await call('+12025550100');
    const { json } = await control('GET', '/sim/debugger');
    expect(json['entries']).toContainEqual(expect.objectContaining({ code }));
    expect(simulator.ledger().calls[0]?.heard[0]?.text).toMatch(/application error/);
  });

  it('comes from the fallback when the first address fails', async () => {
    const { call, simulator } = await setup({
      '/twiml': { status: 500 },
      '/plan-b': '<Response><Say>Plan B.</Say></Response>',
    });
    await call('+12025550100', { FallbackUrl: `${customer.url}/plan-b` });
    expect(customer.seen.find(({ path }) => path === '/plan-b')?.params['ErrorCode']).toBe('11200');
    expect(simulator.ledger().calls[0]?.heard).toEqual([{ who: 'agent', text: 'Plan B.' }]);
  });
});

describe('an inbound call', () => {
  it('is answered by the TwiML of the given address', async () => {
    const { control, simulator } = await setup({
      '/inbound': '<Response><Say>Welcome.</Say></Response>',
    });
    const body = {
      from: '+12025550100',
      to: '+12025550190',
      url: `${customer.url}/inbound`,
      status_callback: `${customer.url}/status`,
    };
    const { json } = await control('POST', '/sim/calls', body);
    await ended(String(json['sid']));
    const asked = customer.seen.find(({ path }) => path === '/inbound');
    expect(asked?.params).toMatchObject({
      Direction: 'inbound',
      CallStatus: 'ringing',
      From: '+12025550100',
    });
    expect(simulator.ledger().calls[0]).toMatchObject({
      answered: true,
      status: 'completed',
      direction: 'inbound',
    });
  });

  it('can be rejected', async () => {
    const { control, simulator } = await setup({
      '/inbound': '<Response><Reject reason="busy"/></Response>',
    });
    const body = {
      from: '+12025550100',
      to: '+12025550190',
      url: `${customer.url}/inbound`,
      status_callback: `${customer.url}/status`,
    };
    const { json } = await control('POST', '/sim/calls', body);
    await ended(String(json['sid']));
    expect(simulator.ledger().calls[0]).toMatchObject({ answered: false, status: 'busy' });
  });
});

describe('a recording', () => {
  it('that TwiML starts runs beside it, once, and is reported to the given address', async () => {
    const begin = `<Start><Recording recordingStatusCallback="/recording"/></Start>`;
    const { call, customer, get } = await setup({
      '/twiml': `<Response>${begin}${begin}<Say>Hello there.</Say></Response>`,
    });
    const { sid } = await call('+12025550100');
    const callback = await customer.next(({ path }) => path === '/recording');
    expect(callback.params).toMatchObject({
      CallSid: sid,
      RecordingChannels: '2',
      RecordingSource: 'StartCallRecordingAPI',
    });
    const listed = await get(`/Calls/${sid}/Recordings.json`);
    expect(listed.json['recordings']).toHaveLength(1);
  });

  it("is reported, and can be fetched with the account's key", async () => {
    const { call, get, simulator } = await setup({
      '/twiml': '<Response><Connect><Stream url="ws://127.0.0.1:9/x"/></Connect></Response>',
    });
    const { sid } = await call('+12025550100', {
      Record: 'true',
      RecordingStatusCallback: `${customer.url}/recording`,
    });
    const callback = await customer.next(({ path }) => path === '/recording');
    expect(callback.params).toMatchObject({
      CallSid: sid,
      RecordingStatus: 'absent',
      RecordingSource: 'OutboundAPI',
    });
    const listed = await get(`/Calls/${sid}/Recordings.json`);
    expect(listed.json['recordings']).toHaveLength(1);
    const bare = await fetch(`${callback.params['RecordingUrl']}.wav`);
    expect(bare.status).toBe(401);
    expect(simulator.ledger().calls[0]?.status).toBe('completed');
  });
});
