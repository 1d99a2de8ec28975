import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAppointments } from '@ringback/shared/db/appointments.ts';
import { createEvents } from '@ringback/shared/db/events.ts';
import { applyEvent } from '@ringback/shared/events/apply-event.ts';
import type { LiveEvent } from '@ringback/shared/events/live-event.ts';
import type { Snapshot, SnapshotWindow } from '@ringback/shared/events/snapshot.ts';
import {
  CLAIM,
  type DatabaseWorld,
  later,
  NOON,
  sid,
  startDatabaseWorld,
} from '../database/database-world.ts';

let world: DatabaseWorld;
beforeAll(async () => {
  world = await startDatabaseWorld();
}, 60_000);
afterAll(() => world.stop());

/** As a page gets it: first the place in the log, then the rows. */
async function snapshot(limit: number, window?: SnapshotWindow): Promise<Snapshot> {
  const events = createEvents(world.db);
  const { position } = await events.readOutbox(null, null, 1);
  const rows = await events.snapshot(limit, limit, window);
  return { ...rows, last_event_id: position ?? -1 };
}

async function eventsAfter(id: number): Promise<LiveEvent[]> {
  const events = createEvents(world.db);
  return (await events.readOutbox(id, null, 1_000)).events;
}

/** Everything that happens to rows, in the order in which one lead lives it. */
function everyAction() {
  const phone = world.number();
  const blocked = world.number();
  const call = world.newCall({ to: phone, name: 'DD' });
  const held = world.newCall({ to: world.number() });
  const other = world.newCall({ to: blocked, name: 'Ida' });
  const callSid = sid(`s${phone.slice(-6)}`);
  const at = (seconds: number) => later(seconds, NOON);
  let leadId = 0;
  let spareId = 0;
  const news = (status: 'ringing' | 'in_progress' | 'completed', sequence: number) =>
    world.calls.recordEvent(
      {
        provider: 'twilio',
        kind: 'status',
        call_id: call.id,
        call_sid: callSid,
        provider_status: status,
        status,
        sequence,
        ...(status === 'completed' ? { duration_seconds: 31 } : {}),
      },
      at(20 + sequence),
    );

  const actions: [string, () => Promise<unknown>][] = [
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
        const made = await world.calls.schedule(call, at(2));
        leadId = 'call' in made ? (made.call.lead_id ?? 0) : 0;
      },
    ],
    ['another call is scheduled', () => world.calls.schedule(held, at(3))],
    ['a call to somebody else is scheduled', () => world.calls.schedule(other, at(4))],
    [
      'a call is held',
      () => world.calls.hold(held.id, at(900), { rule: 'night', reason: 'It is night.' }, at(5)),
    ],
    ['a call is denied', () => world.calls.deny(held.id, { rule: 'no', reason: 'No.' }, at(6))],
    ['a call is claimed', () => world.calls.begin(call.id, CLAIM, at(7))],
    ['a call is dialed', () => world.calls.recordDialed(call.id, 1, callSid, at(8))],
    ['it rings', () => news('ringing', 1)],
    ['it is answered', () => news('in_progress', 2)],
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
    ['it is over', () => news('completed', 9)],
    ['news comes twice', () => news('completed', 9)],
    [
      'a call is settled',
      () => world.calls.settle(call.id, { redial: null, reason: 'done' }, at(40)),
    ],
    [
      'a conversation is judged',
      () => world.analyses.save({ ...JUDGED, call_id: call.id, outcome: 'success' }, at(50)),
    ],
    [
      'a conversation is judged again',
      () => world.analyses.save({ ...JUDGED, call_id: call.id, outcome: 'qualified' }, at(51)),
    ],
    ['a link is taken away', () => world.leads.unlink(callSid, at(52))],
    ['a link is made', () => world.leads.link(leadId, callSid, 'outbound', at(53))],
    [
      'somebody wants no calls, and what was planned is canceled',
      () => world.suppressions.add({ phone: blocked, scope: 'all', source: 'api' }, at(60)),
    ],
    [
      'the lead itself wants no calls',
      () =>
        world.suppressions.add(
          { phone, scope: 'voice', source: 'spoken', words: 'stop it', callId: call.id },
          at(61),
        ),
    ],
    ['a lead is deleted, with its words and its number', () => world.leads.delete(leadId, at(70))],
    ['a lead without calls is deleted', () => world.leads.delete(spareId, at(71))],
  ];
  return { actions, phone, callSid };
}

const JUDGED = {
  status: 'done' as const,
  outcome_quote: 'Tomorrow at ten.',
  outcome_turn: 2,
  summary: 'They meet.',
  sentiment: 'positive' as const,
  facts: [],
  dropped: [],
  next_action: null,
  decided_by: 'rules' as const,
  model: null,
  failure: null,
  usage: null,
  callback: null,
  opt_out: null,
};

describe.each([
  ['with all there is', 100],
  ['with a window of two', 2],
])('old snapshot + events = new snapshot, %s', (_case, limit) => {
  it('after every single thing that can happen, from every moment before it', async () => {
    // Something is there already, or a window would have nothing to leave out.
    for (let row = 0; row < 3; row++) {
      await world.calls.schedule(world.newCall({ to: world.number() }), later(-60 + row));
    }
    const { actions } = everyAction();
    const olds = [await snapshot(limit)];
    const kinds = new Set<string>();
    for (const [what, act] of actions) {
      const before = olds.at(-1);
      await act();
      const heard = await eventsAfter(before?.last_event_id ?? 0);
      for (const { type } of heard) kinds.add(type);
      for (const old of olds) {
        const events = await eventsAfter(old.last_event_id);
        const fresh = await snapshot(limit, old.window);
        expect({ what, after: events.reduce(applyEvent, old) }).toEqual({ what, after: fresh });
        // Events that the snapshot holds already may come again.
        expect(events.reduce(applyEvent, fresh)).toEqual(fresh);
      }
      olds.push(await snapshot(limit));
    }
    expect([...kinds].sort()).toEqual(
      [
        // What a page is only told about: here the consent that comes with a call.
        'changed',
        ...['lead.created', 'lead.updated', 'lead.deleted', 'call.created', 'call.updated'],
        ...['transcript.created', 'transcript.updated', 'transcript.deleted'],
        ...['analysis.created', 'analysis.updated', 'analysis.deleted'],
        ...['appointment.created', 'appointment.deleted'],
        ...['suppression.created', 'suppression.updated'],
      ].sort(),
    );
  }, 120_000);

  it('also when the rows were read later than the place in the log', async () => {
    const { actions } = everyAction();
    let early = await snapshot(limit);
    for (const [, act] of actions) {
      await act();
      // The page was slow: its place is from before the act, its rows are from after it.
      const late = await snapshot(limit, early.window);
      const mixed = { ...late, last_event_id: early.last_event_id };
      const events = await eventsAfter(mixed.last_event_id);
      expect(events.reduce(applyEvent, mixed)).toEqual(late);
      early = late;
    }
  }, 120_000);
});

describe('a lead that was deleted', () => {
  it('is nowhere in the log any more, by number, name or word', async () => {
    const { actions, phone } = everyAction();
    for (const [, act] of actions) await act();
    const rows = await world.exec(`select string_agg(payload::text, ' ') as text from events`);
    const log = String(rows[0]?.['text']);
    for (const trace of [phone, 'DD', 'Tomorrow at ten', 'They meet', 'stop it']) {
      expect({ trace, found: log.includes(trace) }).toEqual({ trace, found: false });
    }
    const booked = await createAppointments(world.db).ofLead(1, 1);
    expect(booked).toEqual([]);
  });
});
