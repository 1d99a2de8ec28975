import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashToken } from '@ringback/shared/providers/stream-token.ts';
import twilio from 'twilio';
import { AUTH_TOKEN, callSidOf, PUBLIC_URL } from '../../testing/api-world.ts';
import { NOBODY, OURS, startVoiceWorld, type VoiceWorld } from '../../testing/voice-world.ts';

let world: VoiceWorld;
beforeAll(async () => {
  world = await startVoiceWorld();
});
afterAll(() => world.stop());

describe('a connected call', () => {
  it('gets a stream with a token that opens it once, and a way back', async () => {
    const call = await world.dialed();
    const { status: answer, text, headers } = await world.voice(call);
    expect(answer).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/xml/);
    expect(text).toContain('<Stream url="wss://media.example.com/media-stream">');
    expect(text).toContain(`<Parameter name="call_id" value="${call.id}"/>`);
    expect(text).toContain(`${PUBLIC_URL}/webhooks/twilio/voice?call=${call.id}</Redirect>`);
    const token = /name="token" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const hash = `calls where id = '${call.id}' and stream_token_hash = '${hashToken(token)}'`;
    expect(await world.countOf(hash)).toBe(1);
    expect((await world.rowOf(call)).status).toBe('in_progress');
  });

  it('whose row already has another physical call is hung up, and counted', async () => {
    const call = await world.dialed(true);
    const before = await world.metric(/ringback_duplicate_call_blocked_total\{.*} (\d+)/);
    const { text } = await world.voice({ ...call, sid: callSidOf(555_001) });
    expect(text).toContain('<Response><Hangup/></Response>');
    expect(await world.metric(/ringback_duplicate_call_blocked_total\{.*} (\d+)/)).toBe(before + 1);
  });

  it('of a stranger, of one that is over, or of somebody who opted out is hung up', async () => {
    const [over, optedOut] = [await world.dialed(true), await world.dialed(true)];
    await world.status(over, { CallStatus: 'completed' });
    await world.call('POST', '/api/suppressions', { body: { phone: optedOut.to } });
    const stranger = {
      id: NOBODY,
      sid: callSidOf(555_002),
      to: '+1',
    };
    for (const call of [over, optedOut, stranger]) {
      expect((await world.voice(call)).text).toContain('<Response><Hangup/></Response>');
    }
  });

  it('that no gateway takes is not asked in a circle: it waits, and in the end hears an apology', async () => {
    const call = await world.dialed(true);
    const before = await world.metric(/kind="voice",result="no_media"[^}]*} (\d+)/);
    const answers = [];
    for (let asked = 1; asked <= 7; asked += 1) answers.push((await world.voice(call)).text);
    const kind = (text: string) =>
      (/<Say language="en-US">I am sorry[^<]+<\/Say><Hangup\/>/.test(text) && 'apology') ||
      (/<Response><Say language="en-US">One moment, please.<\/Say><Pause length="1"\/><Connect><Stream/.test(
        text,
      ) &&
        'later') ||
      (/<Response><Connect><Stream/.test(text) && 'now');
    expect(answers.map(kind)).toEqual([
      ...['now', 'later', 'later', 'later', 'later'],
      ...['apology', 'apology'],
    ]);
    expect(await world.metric(/kind="voice",result="no_media"[^}]*} (\d+)/)).toBe(before + 2);
  });

  it.each([
    ['es', 'es-US', 'Lo siento'],
    ['fr-CA', 'fr-FR', 'Désolé'],
    ['constructor', 'en-US', 'I am sorry'],
  ])('apologises in the language of its agent: %s', async (language, spoken, words) => {
    const call = await world.dialed(true);
    await world.db.exec(`update agents set language = '${language}' where is_default`);
    await world.db.exec(`update calls set stream_tries = 5 where id = '${call.id}'`);
    const { text } = await world.voice(call);
    await world.db.exec(`update agents set language = 'en' where is_default`);
    expect(text).toContain(`<Say language="${spoken}">${words}`);
  });

  it('that nobody takes at the other end comes back to the agent, and the record says so', async () => {
    const call = await world.dialed(true);
    await world.db.exec(`update agents set transfer_number = '+12025550199' where is_default`);
    await world.db.exec(`update calls set wrap_up = 'human' where id = '${call.id}'`);
    const { text: dial } = await world.voice(call);
    const action = /action="([^"]+)"/.exec(dial)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const form = { CallSid: call.sid, DialCallStatus: 'no-answer', DialCallSid: callSidOf(9) };
    const { text } = await world.carrier(action.replace(PUBLIC_URL, ''), form);
    expect(text).toContain('<Connect><Stream');
    expect(await world.rowOf(call)).toMatchObject({ transfer_result: 'no_answer', wrap_up: null });
    expect(
      await world.countOf(`call_events where call_id = '${call.id}' and kind = 'transfer'`),
    ).toBe(1);
  });

  it.each([
    ['a person who took it', { DialCallStatus: 'completed', DialBridged: 'true' }, 'Hangup'],
    [
      'a machine that was never put through',
      { DialCallStatus: 'completed', DialBridged: 'false' },
      'Stream',
    ],
  ])('after %s is over or goes on', async (_who, form, verb) => {
    const call = await world.dialed(true);
    await world.db.exec(`update calls set wrap_up = 'human' where id = '${call.id}'`);
    const path = `/webhooks/twilio/voice/transfer?call=${call.id}`;
    const { text } = await world.carrier(path, { CallSid: call.sid, ...form });
    expect(text).toContain(`<${verb}`);
  });

  it('hears the carrier apologise where our own voice has failed', async () => {
    const call = await world.dialed(true);
    await world.db.exec(`update calls set wrap_up = 'apology' where id = '${call.id}'`);
    expect((await world.voice(call)).text).toContain('<Say language="en-US">I am sorry');
  });

  it('that asked for a human is passed on', async () => {
    const call = await world.dialed(true);
    await world.db.exec(`update agents set transfer_number = '+12025550199' where is_default`);
    await world.db.exec(`update calls set wrap_up = 'human' where id = '${call.id}'`);
    expect((await world.voice(call)).text).toContain('>+12025550199</Dial>');
  });
});

describe('where calls are recorded', () => {
  it('so is one from outside, from its first word on; one that we order has asked for it itself', async () => {
    const recording = await startVoiceWorld({ RECORD_CALLS: 'true' });
    const form = { From: '+12025550188', To: OURS, CallStatus: 'ringing' };
    const sid = callSidOf(335_001);
    const { text } = await recording.carrier('/media-stream-twiml', { ...form, CallSid: sid });
    const [row] = await recording.db.exec(`select id from calls where call_sid = '${sid}'`);
    expect(text).toContain(
      `<Response><Start><Recording channels="dual" recordingStatusCallback="${PUBLIC_URL}/webhooks/twilio/voice/recording?call=${String(row?.['id'])}"/></Start><Connect>`,
    );
    expect((await recording.voice(await recording.dialed())).text).not.toContain('<Recording');
    await recording.stop();

    const unrecorded = await world.carrier('/media-stream-twiml', {
      ...form,
      CallSid: callSidOf(335_002),
    });
    expect(unrecorded.text).not.toContain('<Recording');
  });
});

describe('a call from outside', () => {
  let serial = 0;
  const ring = (From: string, CallSid: string) =>
    world.carrier('/media-stream-twiml', { CallSid, From, To: OURS, CallStatus: 'ringing' });

  it('makes or finds the lead and gets a stream; told twice it is one call', async () => {
    const sid = callSidOf(333_001);
    const first = await ring('+12025550188', sid);
    const second = await ring('+12025550188', sid);
    expect([first.text, second.text]).toEqual([
      expect.stringContaining('<Stream'),
      expect.stringContaining('<Stream'),
    ]);
    expect(await world.countOf(`calls where call_sid = '${sid}' and direction = 'inbound'`)).toBe(
      1,
    );
    const { body } = await world.call('GET', '/api/leads?q=2025550188');
    expect(body.data).toMatchObject([{ source: 'inbound_call', country: 'US' }]);
  });

  it('can be asked about with GET as well', async () => {
    const query = new URLSearchParams({
      CallSid: callSidOf(333_002),
      From: '+12025550187',
      To: OURS,
    });
    const path = `/media-stream-twiml?${query}`;
    const signature = twilio.getExpectedTwilioSignature(AUTH_TOKEN, `${PUBLIC_URL}${path}`, {});
    const headers = { 'x-twilio-signature': signature };
    expect((await world.send(path, { headers })).text).toContain('<Stream');
    expect((await world.send(path)).status).toBe(403);
  });

  it.each([
    ...[
      'anonymous',
      'Anonymous',
      'Restricted',
      'unavailable',
      'unknown',
      '',
      'sip:bob@example.com',
    ],
    ...['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253', '+464'],
    `sip:${'b'.repeat(80)}@example.com`,
  ])('from "%s", which is nobody’s number, is answered and makes no lead', async (from) => {
    const before = await world.countOf('leads');
    const sid = callSidOf(334_000 + serial++);
    const { status: answer, text } = await ring(from, sid);
    expect([answer, text]).toEqual([200, expect.stringContaining('<Stream')]);
    expect(await world.countOf('leads')).toBe(before);
    const [call] = await world.db.exec(`select * from calls where call_sid = '${sid}'`);
    expect(call).toMatchObject({
      direction: 'inbound',
      lead_id: null,
      lead_phone: `withheld:${sid}`,
      metadata: { warning: 'no_lead_found' },
    });
  });

  it('without any From is answered too', async () => {
    const sid = callSidOf(333_900);
    const form = { CallSid: sid, To: OURS, CallStatus: 'ringing' };
    expect((await world.carrier('/media-stream-twiml', form)).text).toContain('<Stream');
  });

  it('from our own number is hung up, makes no lead, and takes no later caller’s call', async () => {
    const before = await world.countOf('leads');
    const rung = await ring(OURS, callSidOf(333_910));
    expect(rung.text).toContain('<Response><Hangup/></Response>');
    expect(await world.countOf('leads')).toBe(before);
    expect(await world.countOf(`calls where call_sid = '${callSidOf(333_910)}'`)).toBe(0);

    await ring('+12025550186', callSidOf(333_911));
    const [later] = await world.db.exec(
      `select l.phone from calls c join leads l on l.id = c.lead_id
       where c.call_sid = '${callSidOf(333_911)}'`,
    );
    expect(later).toEqual({ phone: '+12025550186' });
    const own = await world.call('POST', '/api/leads', { body: { phone: OURS } });
    expect(own.status).toBe(422);
  });
});
