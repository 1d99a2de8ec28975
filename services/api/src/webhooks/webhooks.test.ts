import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { hashToken } from '@ringback/shared/providers/stream-token.ts';
import twilio from 'twilio';
import { callSidOf, NOON, startWorld, type World } from '../../../../tests/api/api-world.ts';

jest.setTimeout(120_000);

const AUTH_TOKEN = '0123456789abcdef0123456789abcdef';
const ORIGIN = 'https://ringback.example.com';
const FROM = '+15005550006';

let world: World;
let serial = 0;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** A call that was dialed and whose sid nobody has written down yet. */
async function dialed(known = false) {
  serial += 1;
  const to = `+1202555${String(1000 + serial)}`;
  const { body } = await world.call('POST', '/api/queue/schedule-call', { body: { to } });
  const id: string = body.data.call_id;
  const sid = callSidOf(serial);
  const sidToo = known ? `, call_sid = '${sid}'` : '';
  await world.db.exec(
    `update calls set status = 'dialing', dialed_at = '${NOON.toISOString()}', fence = 1 ${sidToo}
     where id = '${id}'`,
  );
  return { id, sid, to };
}
type Call = Awaited<ReturnType<typeof dialed>>;

const status = ({ id, sid, to }: Call, form: Record<string, string>) =>
  world.carrier(`/webhooks/twilio/voice/status?call=${id}`, {
    CallSid: sid,
    From: FROM,
    To: to,
    ...form,
  });
const voice = ({ id, sid, to }: Call, form: Record<string, string> = {}) =>
  world.carrier(`/webhooks/twilio/voice?call=${id}`, {
    CallSid: sid,
    From: FROM,
    To: to,
    CallStatus: 'in-progress',
    ...form,
  });
const rowOf = async ({ id }: Pick<Call, 'id'>) =>
  (await world.call('GET', `/api/calls/${id}`)).body.data;
const countOf = async (sql: string) =>
  Number((await world.db.exec(`select count(*) as n from ${sql}`))[0]?.['n']);
const metric = async (line: RegExp) =>
  Number(line.exec((await world.send('/metrics')).text)?.[1] ?? 0);

const STEPS: Record<string, string>[] = [
  { CallStatus: 'initiated', SequenceNumber: '0' },
  { CallStatus: 'ringing', SequenceNumber: '1' },
  { CallStatus: 'in-progress', SequenceNumber: '2' },
  { CallStatus: 'completed', SequenceNumber: '3', CallDuration: '42' },
];

function permutations<T>(of: T[]): T[][] {
  if (of.length < 2) return [of];
  return of.flatMap((first, at) =>
    permutations(of.filter((_, other) => other !== at)).map((rest) => [first, ...rest]),
  );
}

describe('the signature', () => {
  const path = '/webhooks/twilio/voice/status?call=0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';
  const form = { CallSid: callSidOf(1), CallStatus: 'ringing', From: FROM, To: '+12025550101' };
  const signed = twilio.getExpectedTwilioSignature(AUTH_TOKEN, `${ORIGIN}${path}`, form);
  const post = (
    to: string,
    fields: Record<string, string> | [string, string][],
    signature: string,
  ) =>
    world.send(to, {
      method: 'POST',
      headers: { 'x-twilio-signature': signature },
      body: new URLSearchParams(fields),
    });

  it('of the carrier opens the door', async () => {
    expect((await post(path, form, signed)).status).toBe(204);
  });

  it.each([
    ['none', path, form, ''],
    ['a flipped byte', path, form, signed.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))],
    ['another value', path, { ...form, CallStatus: 'completed' }, signed],
    ['a field more', path, { ...form, CallDuration: '1' }, signed],
    ['a field less', path, { CallSid: form.CallSid, CallStatus: 'ringing' }, signed],
    ['another query', `${path}0`, form, signed],
    ['another route', '/webhooks/twilio/voice', form, signed],
    [
      'a field twice',
      path,
      [...Object.entries(form), ['CallStatus', 'completed']] as [string, string][],
      signed,
    ],
    [
      'another host',
      path,
      form,
      twilio.getExpectedTwilioSignature(AUTH_TOKEN, `https://evil.example${path}`, form),
    ],
    [
      'another account',
      path,
      form,
      twilio.getExpectedTwilioSignature('f'.repeat(32), `${ORIGIN}${path}`, form),
    ],
  ])('with %s: 403, counted, nothing written', async (_, to, fields, signature) => {
    const before = [await countOf('call_events'), await countOf('webhook_receipts')];
    const counted = async () =>
      [...(await world.send('/metrics')).text.matchAll(/result="forbidden".*} (\d+)/g)]
        .map(([, count]) => Number(count))
        .reduce((all, count) => all + count, 0);
    const refused = await counted();
    expect((await post(to, fields, signature)).status).toBe(403);
    expect([await countOf('call_events'), await countOf('webhook_receipts')]).toEqual(before);
    expect(await counted()).toBe(refused + 1);
  });

  it('is not even looked for in more than 64 KB', async () => {
    expect((await post(path, { ...form, Extra: 'x'.repeat(70_000) }, signed)).status).toBe(413);
  });

  it('does not care what host the request says it is for', async () => {
    const answer = await world.send(path, {
      method: 'POST',
      headers: { 'x-twilio-signature': signed, 'x-forwarded-host': 'evil.example' },
      body: new URLSearchParams(form),
    });
    expect(answer.status).toBe(204);
  });
});

describe('news of a call', () => {
  it('in any of the 24 orders, every word twice, ends in the same row', async () => {
    const ends = new Set<string>();
    for (const order of permutations(STEPS)) {
      const call = await dialed(true);
      for (const step of [...order, ...order]) {
        expect((await status(call, step)).status).toBe(204);
      }
      const row = await rowOf(call);
      const { status: stands, duration_seconds, answered_at, ended_at, end_reason, call_sid } = row;
      ends.add(
        JSON.stringify({
          stands,
          duration_seconds,
          answered: answered_at !== null,
          ended: ended_at !== null,
          end_reason,
          linked: call_sid === call.sid,
          events: row.events.length,
        }),
      );
    }
    expect([...ends]).toEqual([
      JSON.stringify({
        stands: 'completed',
        duration_seconds: 42,
        answered: true,
        ended: true,
        end_reason: null,
        linked: true,
        events: 4,
      }),
    ]);
  });

  it('brings back a sid that a crash lost, and links the lead', async () => {
    const call = await dialed();
    await status(call, { CallStatus: 'ringing', SequenceNumber: '1' });
    const row = await rowOf(call);
    expect([row.status, row.call_sid]).toEqual(['ringing', call.sid]);
    const lead = await world.call('GET', `/api/leads/by-call/${call.sid}`);
    expect(lead.body.data).toMatchObject({ phone: call.to, lead_status: 'contacted' });
  });

  it('that it ended adds the job that settles it', async () => {
    const call = await dialed(true);
    await status(call, { CallStatus: 'busy', SequenceNumber: '1' });
    const job = await world.call('GET', `/api/queue/jobs/settle-${call.id}`);
    expect(job.body.data).toMatchObject({ queue: 'settle-call', call: { status: 'busy' } });
  });

  it('that a machine answered adds the job that hangs up; a human does not', async () => {
    const [machine, human] = [await dialed(true), await dialed(true)];
    const amd = (call: Call, AnsweredBy: string) =>
      world.carrier(`/webhooks/twilio/voice/amd?call=${call.id}`, {
        CallSid: call.sid,
        AnsweredBy,
      });
    expect((await amd(machine, 'machine_end_beep')).status).toBe(204);
    expect((await amd(human, 'human')).status).toBe(204);
    const state = async ({ id }: Call) =>
      (await world.call('GET', `/api/queue/jobs/end-${id}`)).body.data.state;
    expect([await state(machine), await state(human)]).toEqual(['prioritized', 'not_queued']);
    expect((await rowOf(human)).answered_by).toBe('human');
  });

  it('that a recording is ready puts it on the call', async () => {
    const call = await dialed(true);
    const RecordingSid = `RE${'2'.repeat(32)}`;
    const { status: answer } = await world.carrier(
      `/webhooks/twilio/voice/recording?call=${call.id}`,
      { CallSid: call.sid, RecordingSid, RecordingStatus: 'completed', RecordingDuration: '9' },
    );
    expect(answer).toBe(204);
    expect(await rowOf(call)).toMatchObject({ recording_sid: RecordingSid, recording_seconds: 9 });
  });

  it('for a call that nobody knows: 204, and the word is kept', async () => {
    const unknown = { id: '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69', sid: callSidOf(777), to: '+12' };
    expect((await status(unknown, { CallStatus: 'ringing' })).status).toBe(204);
    expect(await countOf(`call_events where call_sid = '${unknown.sid}'`)).toBe(1);
  });

  it('of another physical call for the same row changes nothing', async () => {
    const call = await dialed(true);
    await status({ ...call, sid: callSidOf(776) }, { CallStatus: 'completed', CallDuration: '5' });
    expect(await rowOf(call)).toMatchObject({ status: 'dialing', call_sid: call.sid });
  });

  it.each([
    ['no sid', { CallSid: '', CallStatus: 'ringing' }],
    ['no status', { CallStatus: '', SequenceNumber: 'x' }],
  ])('that is signed and malformed (%s): 204, so that it does not come again', async (_, form) => {
    const call = await dialed(true);
    expect((await status(call, form)).status).toBe(204);
    expect((await rowOf(call)).status).toBe('dialing');
  });

  it('in a word we do not know is kept and moves nothing', async () => {
    const call = await dialed(true);
    expect((await status(call, { CallStatus: 'teleported' })).status).toBe(204);
    expect(await rowOf(call)).toMatchObject({
      status: 'dialing',
      events: [{ call_status: 'teleported' }],
    });
  });
});

describe('a connected call', () => {
  it('gets a stream with a token that opens it once, and a way back', async () => {
    const call = await dialed();
    const { status: answer, text, headers } = await voice(call);
    expect(answer).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/xml/);
    expect(text).toContain('<Stream url="wss://media.example.com/media-stream">');
    expect(text).toContain(`<Parameter name="call_id" value="${call.id}"/>`);
    expect(text).toContain(`${ORIGIN}/webhooks/twilio/voice?call=${call.id}</Redirect>`);
    const token = /name="token" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const hash = `calls where id = '${call.id}' and stream_token_hash = '${hashToken(token)}'`;
    expect(await countOf(hash)).toBe(1);
    expect((await rowOf(call)).status).toBe('in_progress');
  });

  it('whose row already has another physical call is hung up, and counted', async () => {
    const call = await dialed(true);
    const before = await metric(/ringback_duplicate_call_blocked_total\{.*} (\d+)/);
    const { text } = await voice({ ...call, sid: callSidOf(555_001) });
    expect(text).toContain('<Response><Hangup/></Response>');
    expect(await metric(/ringback_duplicate_call_blocked_total\{.*} (\d+)/)).toBe(before + 1);
  });

  it('of a stranger, of one that is over, or of somebody who opted out is hung up', async () => {
    const [over, optedOut] = [await dialed(true), await dialed(true)];
    await status(over, { CallStatus: 'completed' });
    await world.call('POST', '/api/suppressions', { body: { phone: optedOut.to } });
    const stranger = {
      id: '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69',
      sid: callSidOf(555_002),
      to: '+1',
    };
    for (const call of [over, optedOut, stranger]) {
      expect((await voice(call)).text).toContain('<Response><Hangup/></Response>');
    }
  });

  it('that no gateway takes is not asked in a circle: it waits, and in the end hears an apology', async () => {
    const call = await dialed(true);
    const before = await metric(/kind="voice",result="no_media"[^}]*} (\d+)/);
    const answers = [];
    for (let asked = 1; asked <= 7; asked += 1) answers.push((await voice(call)).text);
    const kind = (text: string) =>
      (/<Say language="en-US">I am sorry[^<]+<\/Say><Hangup\/>/.test(text) && 'apology') ||
      (/<Response><Pause length="2"\/><Connect><Stream/.test(text) && 'later') ||
      (/<Response><Connect><Stream/.test(text) && 'now');
    expect(answers.map(kind)).toEqual([
      ...['now', 'later', 'later', 'later', 'later'],
      ...['apology', 'apology'],
    ]);
    expect(await metric(/kind="voice",result="no_media"[^}]*} (\d+)/)).toBe(before + 2);
  });

  it.each([
    ['es', 'es-US', 'Lo siento'],
    ['fr-CA', 'fr-FR', 'Désolé'],
    ['constructor', 'en-US', 'I am sorry'],
  ])('apologises in the language of its agent: %s', async (language, spoken, words) => {
    const call = await dialed(true);
    await world.db.exec(`update agents set language = '${language}' where is_default`);
    await world.db.exec(`update calls set stream_tries = 5 where id = '${call.id}'`);
    const { text } = await voice(call);
    await world.db.exec(`update agents set language = 'en' where is_default`);
    expect(text).toContain(`<Say language="${spoken}">${words}`);
  });

  it('that asked for a human is passed on', async () => {
    const call = await dialed(true);
    await world.db.exec(`update agents set transfer_number = '+12025550199' where is_default`);
    await world.db.exec(`update calls set wrap_up = 'human' where id = '${call.id}'`);
    expect((await voice(call)).text).toContain('>+12025550199</Dial>');
  });
});

describe('a call from outside', () => {
  const ring = (From: string, CallSid: string) =>
    world.carrier('/media-stream-twiml', { CallSid, From, To: FROM, CallStatus: 'ringing' });

  it('makes or finds the lead and gets a stream; told twice it is one call', async () => {
    const sid = callSidOf(333_001);
    const first = await ring('+12025550188', sid);
    const second = await ring('+12025550188', sid);
    expect([first.text, second.text]).toEqual([
      expect.stringContaining('<Stream'),
      expect.stringContaining('<Stream'),
    ]);
    expect(await countOf(`calls where call_sid = '${sid}' and direction = 'inbound'`)).toBe(1);
    const { body } = await world.call('GET', '/api/leads?q=2025550188');
    expect(body.data).toMatchObject([{ source: 'inbound_call', country: 'US' }]);
  });

  it('can be asked about with GET as well', async () => {
    const query = new URLSearchParams({
      CallSid: callSidOf(333_002),
      From: '+12025550187',
      To: FROM,
    });
    const path = `/media-stream-twiml?${query}`;
    const signature = twilio.getExpectedTwilioSignature(AUTH_TOKEN, `${ORIGIN}${path}`, {});
    const headers = { 'x-twilio-signature': signature };
    expect((await world.send(path, { headers })).text).toContain('<Stream');
    expect((await world.send(path)).status).toBe(403);
  });

  it.each(['anonymous', '+266696687', 'sip:bob@example.com', ''])(
    'from "%s", which is nobody’s number, makes no lead',
    async (from) => {
      const before = await countOf('leads');
      const { status: answer, text } = await ring(from, callSidOf(333_100 + from.length));
      expect([answer, text]).toEqual([200, expect.stringContaining('<Hangup/>')]);
      expect(await countOf('leads')).toBe(before);
    },
  );
});
