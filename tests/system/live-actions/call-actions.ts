import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { ANA, CLAIM, later, NOON, sid } from '@ringback/testing/database-world.ts';
import { type Action, type ActionsWorld, JUDGED, type Story } from './actions-world.ts';

type Reported = 'ringing' | 'in_progress' | 'completed';

/** Everything that can happen to leads and calls. */
export function callActions(world: ActionsWorld): Story {
  const phone = world.number();
  const blocked = world.number();
  const caller = world.number();
  const call = world.newCall({ to: phone, name: 'DD' });
  const held = world.newCall({ to: world.number() });
  const other = world.newCall({ to: blocked, name: 'Ida' });
  const lost = world.newCall({ to: world.number() });
  const callSid = sid(`s${phone.slice(-6)}`);
  const inboundSid = sid(`i${phone.slice(-6)}`);
  const at = (seconds: number) => later(seconds, NOON);
  let leadId = 0;
  let heldLeadId = 0;
  let callerId = 0;
  let spareId = 0;
  const status = (reported: Reported, sequence: number) =>
    world.calls.recordEvent(
      {
        ...{ provider: 'twilio', kind: 'status', call_id: call.id, call_sid: callSid },
        ...{ provider_status: reported, status: reported, sequence },
        ...(reported === 'completed' ? { duration_seconds: 31 } : {}),
      },
      at(20 + sequence),
    );
  const schedule = async (one: typeof call, seconds: number) => {
    const made = await world.calls.schedule(one, at(seconds));
    return 'call' in made ? (made.call.lead_id ?? 0) : 0;
  };
  const begin = async (id: string, seconds: number) =>
    expect(await world.calls.begin(id, { ...CLAIM, minute_usd: 0.01 }, at(seconds))).toMatchObject({
      verdict: 'go',
    });

  const actions: Action[] = [
    [
      'a lead is made',
      async () => {
        spareId = (await world.leads.create({ phone: world.number(), name: 'Ann' }, at(0))).id;
      },
    ],
    [
      'a lead is changed',
      () => world.leads.update(spareId, { name: 'Anne', custom: { car: 'red' } }, at(1)),
    ],
    [
      'a call is scheduled, and makes its lead',
      async () => {
        leadId = await schedule(call, 2);
      },
    ],
    [
      'another call is scheduled',
      async () => {
        heldLeadId = await schedule(held, 3);
      },
    ],
    ['a call to somebody else is scheduled', () => schedule(other, 4)],
    [
      'a call is held',
      async () => {
        const why = { rule: 'quiet_hours', reason: 'It is night.' };
        expect(await world.calls.hold(held.id, at(900), why, at(5))).toBe(true);
      },
    ],
    [
      'the lead of a held call turns out to live elsewhere',
      async () => expect(await world.calls.wakeHeld(heldLeadId, at(6))).toHaveLength(1),
    ],
    [
      'a call is denied',
      async () => {
        const why = { rule: 'no', reason: 'No.' };
        expect(await world.calls.deny(held.id, why, at(6))).toBe(true);
      },
    ],
    ['a call is claimed', () => begin(call.id, 7)],
    ['a call is dialed', () => world.calls.recordDialed(call.id, 1, callSid, at(8))],
    ['it rings', () => status('ringing', 1)],
    [
      'it is answered, and may have its stream',
      async () => {
        const token = { callSid, tokenHash: `t${callSid}`, expiresAt: at(60) };
        const gate = await world.sessions.gate({ callId: call.id, ...token }, at(21));
        expect(gate.verdict).toBe('stream');
      },
    ],
    [
      'the stream is opened',
      async () =>
        expect(await world.sessions.open(callSid, `t${callSid}`, at(21))).toMatchObject({
          call: { id: call.id },
        }),
    ],
    ['the carrier says so, too', () => status('in_progress', 2)],
    [
      'words are said',
      () => {
        const turn = { heard: true, at: at(24).toISOString() };
        const turns = [
          { ...turn, seq: 1, role: 'assistant' as const, content: 'Hello, DD.' },
          { ...turn, seq: 2, role: 'user' as const, content: 'Tomorrow at ten.' },
        ];
        return world.transcripts.save(callSid, turns, at(24));
      },
    ],
    [
      'words turn out to be fewer',
      () => {
        const turn = { seq: 1, role: 'assistant' as const, content: 'Hello,', heard: false };
        return world.transcripts.save(callSid, [{ ...turn, at: at(24).toISOString() }], at(25));
      },
    ],
    [
      'something is booked',
      () => world.sessions.bookAppointment(call.id, at(86_400), 'ten', at(26)),
    ],
    [
      'the call is to end with a person',
      async () => expect(await world.sessions.wrapUp(call.id, 'human', 'asked', at(27))).toBe(true),
    ],
    [
      'it asks for a person, and no person can take it',
      async () =>
        expect(await world.sessions.askForPerson(call.id, 'nobody_free', at(27))).toBe(true),
    ],
    [
      'what was heard is reported',
      () =>
        world.sessions.reportHeard(
          callSid,
          { stream: 1, agent_ms: 9_000, lead_ms: 4_000, reason: null, over: true, enough: true },
          at(27),
        ),
    ],
    [
      'the person has taken the call',
      async () =>
        expect(await world.sessions.transferEnded(callSid, 'completed', {}, at(28))).toBe(true),
    ],
    ['the stream is closed', () => world.sessions.closed(callSid, at(28))],
    [
      'the stream is over, with its last words',
      () =>
        world.sessions.end(
          callSid,
          [{ seq: 9, role: 'user', content: 'Bye.', heard: true, at: at(28).toISOString() }],
          { stream: 1, agent_ms: 9_500, lead_ms: 4_500, reason: null, over: true, enough: true },
          at(28),
        ),
    ],
    ['it is over', () => status('completed', 9)],
    ['an event comes twice', () => status('completed', 9)],
    [
      'a recording is ready',
      async () => {
        const recording = { recordingSid: `RE${callSid}`, status: 'completed', seconds: 30 };
        const url = 'https://carrier.example/r';
        expect(
          await world.arrivals.recording(
            { provider: 'twilio', callSid, url, ...recording },
            at(35),
          ),
        ).toMatchObject({ result: 'recorded' });
      },
    ],
    [
      'a call is settled, and dialed again later',
      async () => {
        const redial = { id: randomUUID(), run_at: at(4_000).toISOString() };
        const settled = await world.calls.settle(call.id, { redial, reason: 'busy' }, at(40));
        expect(settled).toMatchObject({ result: 'settled', redial_id: redial.id });
      },
    ],
    [
      'a conversation is judged',
      () => world.analyses.save({ ...JUDGED, call_id: call.id, callback: null }, at(50)),
    ],
    [
      'it is judged again, and the lead wants to be called back',
      async () => {
        const callback = { id: randomUUID(), run_at: at(9_000).toISOString() };
        const again = { ...JUDGED, call_id: call.id, outcome: 'qualified' as const, callback };
        expect(await world.analyses.save(again, at(51))).toMatchObject({
          callback_id: callback.id,
        });
      },
    ],
    [
      'a person says what really came of it',
      async () => {
        const { id } = (await world.analyses.ofCall(call.id)) ?? { id: '' };
        const said = { outcome: 'unqualified', reason: 'Ida knows.' } as const;
        expect(await world.analyses.correct(id, said, ANA, at(52))).toMatchObject({
          result: 'corrected',
        });
      },
    ],
    [
      'and takes it back',
      async () => {
        const { id } = (await world.analyses.ofCall(call.id)) ?? { id: '' };
        expect(await world.analyses.restore(id, ANA, at(53))).toMatchObject({
          result: 'restored',
        });
      },
    ],
    [
      'the lead is somebody’s',
      async () =>
        expect(await world.leads.assign(leadId, ANA.id, ANA, at(54))).toMatchObject({
          result: 'assigned',
        }),
    ],
    [
      'its sound is forgotten',
      async () => expect(await world.retention.forgetRecording(call.id, at(51))).toBe(true),
    ],
    [
      'some words are old enough to be forgotten',
      async () => expect(await world.retention.prune('transcripts', at(10_000), 1)).toBe(1),
    ],
    ['a link is taken away', () => world.leads.unlink(callSid, at(52))],
    ['a link is made', () => world.leads.link(leadId, callSid, 'outbound', at(53))],
    ['one more call is scheduled', () => schedule(lost, 54)],
    [
      'all calls are switched off',
      () => world.switches.set('stop_calls', true, 'the line is bad', ANA, at(54)),
    ],
    [
      'a call is held because of it',
      async () =>
        expect(await world.calls.begin(lost.id, CLAIM, at(54))).toMatchObject({
          verdict: 'wait',
          rule: 'switched_off',
        }),
    ],
    [
      'they are switched on again, and what was held goes on',
      async () =>
        expect(await world.switches.set('stop_calls', false, null, ANA, at(54))).toMatchObject({
          released: 1,
        }),
    ],
    ['it is claimed', () => begin(lost.id, 55)],
    [
      'the carrier would take it later',
      async () => {
        const to = { status: 'scheduled' as const, runAt: at(57) };
        expect(await world.calls.release(lost.id, 1, to, 'busy', at(56))).toBe(true);
      },
    ],
    [
      'the worker that claimed it got no answer, and gives it up',
      async () => {
        const claim_id = randomUUID();
        const begun = await world.calls.begin(lost.id, { ...CLAIM, claim_id }, at(57));
        expect(begun).toMatchObject({ verdict: 'go' });
        expect(await world.calls.giveUp(lost.id, claim_id, at(57))).toBe(true);
      },
    ],
    ['it is claimed again', () => begin(lost.id, 58)],
    [
      'nothing is heard of it: it is unknown',
      async () => {
        const checked = await world.calls.claimChecks(at(80), 50);
        expect(checked.map(({ id }) => id)).toContain(lost.id);
      },
    ],
    [
      'the carrier’s list knows nothing of it',
      async () =>
        expect(await world.calls.recordLookup(lost.id, 3, null, at(81))).toBe('not_found_yet'),
    ],
    [
      'its outcome can no longer be found out',
      async () => expect(await world.calls.close(lost.id, 'failed', 'stale', at(90))).toBe(true),
    ],
    [
      'a person retries it',
      async () =>
        expect(await world.calls.retry(lost.id, { id: randomUUID() }, at(90))).toMatchObject({
          result: 'planned',
        }),
    ],
    [
      'a lead calls us',
      async () => {
        const arrived = await world.arrivals.inboundCall(
          {
            ...{ id: randomUUID(), call_sid: inboundSid, from: caller, to: '+12025559001' },
            ...{ provider: 'twilio', provider_status: 'in-progress', payload: {} },
          },
          at(91),
        );
        callerId = arrived.call.lead_id ?? 0;
      },
    ],
    [
      'and hangs up',
      () =>
        world.calls.recordEvent(
          {
            ...{ provider: 'twilio', kind: 'status', call_sid: inboundSid },
            ...{ provider_status: 'completed', status: 'completed', sequence: 1 },
          },
          at(92),
        ),
    ],
    [
      'a lead that fell behind its calls is set right',
      async () => {
        await world.exec(`update leads set last_contacted_at = null where id = ${leadId}`);
        expect(await world.leads.repair(at(93), 50)).toContain(leadId);
      },
    ],
    [
      'a lead wants no calls, and what was planned is canceled',
      () => world.suppressions.add({ phone: blocked, scope: 'all', source: 'api' }, at(95)),
    ],
    [
      'a colleague enters that somebody wants nothing',
      () => world.suppressions.addByHand({ phone: world.number(), scope: 'all' }, ANA, at(95)),
    ],
    [
      'the lead itself wants no calls',
      () =>
        world.suppressions.add(
          { phone, scope: 'voice', source: 'spoken', words: 'stop it', callId: call.id },
          at(96),
        ),
    ],
    [
      'a list says of many that they want nothing',
      async () => {
        const rows = [world.number(), world.number()].map((listed) => ({ phone: listed }));
        const all = rows.map((row) => ({ ...row, scope: 'all' as const, words: 'on the list' }));
        expect(await world.suppressions.addMany('file', all, at(96))).toBe(2);
      },
    ],
    ['the settings name a number of ours', () => world.ourNumbers.know([world.number()], at(96))],
    [
      'the carrier is asked for the price of a call',
      async () => {
        const asked = await world.calls.claimPrices(at(1_000), 50);
        expect(asked.map(({ id }) => id)).toContain(call.id);
      },
    ],
    [
      'the carrier says what the call costs',
      async () => expect(await world.calls.recordPrice(call.id, 0.02, at(97))).toBe(true),
    ],
    [
      'a webhook comes of which nothing else is kept',
      () =>
        world.receipts.note(
          { provider: 'retell', kind: 'other', key: callSid, result: 'ignored' },
          at(97),
        ),
    ],
    ['a lead is deleted, with its words and its number', () => world.leads.delete(leadId, at(100))],
    ['a lead without calls is deleted', () => world.leads.delete(spareId, at(101))],
    ['who rang us is deleted', () => world.leads.delete(callerId, at(102))],
  ];
  return { actions, traces: [phone, caller, 'DD', 'Tomorrow at ten', 'They meet', 'stop it'] };
}
