import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permutations } from '@ringback/shared/testing/permutations.ts';
import twilio from 'twilio';
import { AUTH_TOKEN, callSidOf, PUBLIC_URL } from '../testing/api-world.ts';
import {
  type DialedCall,
  NOBODY,
  OURS,
  startVoiceWorld,
  type VoiceWorld,
} from '../testing/voice-world.ts';

let world: VoiceWorld;
beforeAll(async () => {
  world = await startVoiceWorld();
});
afterAll(() => world.stop());

const STEPS: Record<string, string>[] = [
  { CallStatus: 'initiated', SequenceNumber: '0' },
  { CallStatus: 'ringing', SequenceNumber: '1' },
  { CallStatus: 'in-progress', SequenceNumber: '2' },
  { CallStatus: 'completed', SequenceNumber: '3', CallDuration: '42' },
];

describe('the signature', () => {
  const path = `/webhooks/twilio/voice/status?call=${NOBODY}`;
  const form = { CallSid: callSidOf(1), CallStatus: 'ringing', From: OURS, To: '+12025550101' };
  const signed = twilio.getExpectedTwilioSignature(AUTH_TOKEN, `${PUBLIC_URL}${path}`, form);
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
      twilio.getExpectedTwilioSignature('f'.repeat(32), `${PUBLIC_URL}${path}`, form),
    ],
  ])('with %s: 403, counted, nothing written', async (_, to, fields, signature) => {
    const before = [await world.countOf('call_events'), await world.countOf('webhook_receipts')];
    const counted = async () =>
      [...(await world.send('/metrics')).text.matchAll(/result="forbidden".*} (\d+)/g)]
        .map(([, count]) => Number(count))
        .reduce((all, count) => all + count, 0);
    const refused = await counted();
    expect((await post(to, fields, signature)).status).toBe(403);
    expect([await world.countOf('call_events'), await world.countOf('webhook_receipts')]).toEqual(
      before,
    );
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
      const call = await world.dialed(true);
      for (const step of [...order, ...order]) {
        expect((await world.status(call, step)).status).toBe(204);
      }
      const row = await world.rowOf(call);
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
  }, 300_000);

  it('brings back a sid that a crash lost, and links the lead', async () => {
    const call = await world.dialed();
    await world.status(call, { CallStatus: 'ringing', SequenceNumber: '1' });
    const row = await world.rowOf(call);
    expect([row.status, row.call_sid]).toEqual(['ringing', call.sid]);
    const lead = await world.call('GET', `/api/leads/by-call/${call.sid}`);
    expect(lead.body.data).toMatchObject({ phone: call.to, lead_status: 'contacted' });
  });

  it('that it ended before the gateway has told of its end is settled a moment later', async () => {
    const call = await world.dialed(true);
    await world.db.exec(`update calls set stream_open_since = now() where id = '${call.id}'`);
    await world.status(call, { CallStatus: 'completed', SequenceNumber: '3' });
    const job = await world.call('GET', `/api/queue/jobs/settle-${call.id}`);
    expect(job.body.data).toMatchObject({ queue: 'settle-call', state: 'delayed' });
  });

  it('that it ended adds the job that settles it', async () => {
    const call = await world.dialed(true);
    await world.status(call, { CallStatus: 'busy', SequenceNumber: '1' });
    const job = await world.call('GET', `/api/queue/jobs/settle-${call.id}`);
    expect(job.body.data).toMatchObject({ queue: 'settle-call', call: { status: 'busy' } });
  });

  it('that a machine answered adds the job that hangs up; a human does not', async () => {
    const [machine, human] = [await world.dialed(true), await world.dialed(true)];
    const amd = (call: DialedCall, AnsweredBy: string) =>
      world.carrier(`/webhooks/twilio/voice/amd?call=${call.id}`, {
        CallSid: call.sid,
        AnsweredBy,
      });
    expect((await amd(machine, 'machine_end_beep')).status).toBe(204);
    expect((await amd(human, 'human')).status).toBe(204);
    const state = async ({ id }: DialedCall) =>
      (await world.call('GET', `/api/queue/jobs/end-${id}`)).body.data.state;
    expect([await state(machine), await state(human)]).toEqual(['prioritized', 'not_queued']);
    expect((await world.rowOf(human)).answered_by).toBe('human');
  });

  it('that a recording is ready puts it on the call', async () => {
    const call = await world.dialed(true);
    const RecordingSid = `RE${'2'.repeat(32)}`;
    const { status: answer } = await world.carrier(
      `/webhooks/twilio/voice/recording?call=${call.id}`,
      { CallSid: call.sid, RecordingSid, RecordingStatus: 'completed', RecordingDuration: '9' },
    );
    expect(answer).toBe(204);
    expect(await world.rowOf(call)).toMatchObject({
      recording_sid: RecordingSid,
      recording_seconds: 9,
    });
  });

  it('for a call that nobody knows: 204, and the word is kept', async () => {
    const unknown = { id: NOBODY, sid: callSidOf(777), to: '+12' };
    expect((await world.status(unknown, { CallStatus: 'ringing' })).status).toBe(204);
    expect(await world.countOf(`call_events where call_sid = '${unknown.sid}'`)).toBe(1);
  });

  it('of another physical call for the same row changes nothing', async () => {
    const call = await world.dialed(true);
    await world.status(
      { ...call, sid: callSidOf(776) },
      { CallStatus: 'completed', CallDuration: '5' },
    );
    expect(await world.rowOf(call)).toMatchObject({ status: 'dialing', call_sid: call.sid });
  });

  it.each([
    ['no sid', { CallSid: '', CallStatus: 'ringing' }, 'CallSid: an empty string'],
    ['no number', { CallStatus: '', SequenceNumber: 'x' }, 'SequenceNumber: a number'],
    [
      'one too large for the database',
      { CallStatus: 'completed', CallDuration: '99999999999' },
      'CallDuration: a number',
    ],
  ] as [string, Record<string, string>, string][])(
    'that is signed and malformed (%s) is refused with a word for it',
    async (_, form, fault) => {
      const call = await world.dialed(true);
      const { status, body } = await world.status(call, form);
      const found = body.faults.map(
        (one: { path: string; found: string }) => `${one.path}: ${one.found}`,
      );
      expect([status, found]).toEqual([400, [fault]]);
      expect((await world.rowOf(call)).status).toBe('dialing');
    },
  );

  it('in a word we do not know is kept and moves nothing', async () => {
    const call = await world.dialed(true);
    expect((await world.status(call, { CallStatus: 'teleported' })).status).toBe(204);
    expect(await world.rowOf(call)).toMatchObject({
      status: 'dialing',
      events: [{ call_status: 'teleported' }],
    });
  });
});
