import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { put } from '@ringback/shared/testing/put.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';
import { bothSides, callPerson, finalRow, onceEach, type Person, rings } from './call-sheet.ts';

let system: RunningSystem;
let people = 0;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

type Report = {
  closed_calls: string[];
  calls: { id: string; from: string; to: string; lead: object }[];
  requeued: number;
  settled_unknown: number;
  repaired_leads: number;
};

async function cleanUp(task: string): Promise<Report> {
  const { status, json } = await system.api('POST', '/api/queue/cleanup', { task });
  expect(status).toBe(200);
  return json['data'] as Report;
}

const row = async (callId: string) =>
  (
    await system.exec(
      `select status, end_reason, call_sid, settled_at is not null as settled from calls where id = '${callId}'`,
    )
  )[0];

/** Calls that the carrier knows to be over, and of which not a word has reached us. */
async function silentCalls(stories: string[]): Promise<Person[]> {
  system.simulator.faults({ callbacks: { drop: 1 } });
  const called = await Promise.all(stories.map((digits) => callPerson(system, digits, people++)));
  await system.until(
    () =>
      Promise.resolve(
        system.simulator
          .ledger()
          .calls.filter(
            ({ to, ended_at: at }) => at !== null && called.some(({ phone }) => phone === to),
          ),
      ),
    (over) => over.length === called.length,
  );
  system.simulator.faults({ callbacks: { drop: 0 } });
  return called;
}

/** Forty minutes pass in which nothing polls. */
async function forgotten(callIds: string[], change = '') {
  await system.exec(
    put(
      'calls',
      `update calls set dialed_at = dialed_at - interval '40 minutes',
         next_check_at = now() + interval '1 day' ${change}
       where id in (${callIds.map((id) => `'${id}'`).join(', ')})`,
    ),
  );
}

/** A row that a crash has left behind, of a call that the carrier never saw. */
async function orphan(status: string, callSid: string | null): Promise<string> {
  const id = randomUUID();
  const phone = `+1202555${String(2_000 + people++)}`;
  await system.exec(
    `with lead as (
       insert into leads (phone, source) values ('${phone}', 'test') returning id)
     insert into calls (id, lead_id, direction, provider, voice, to_number, lead_phone, status, run_at,
       dialed_at, fence, call_sid, next_check_at, created_at, updated_at)
     select '${id}', lead.id, 'outbound', 'twilio', 'openai', '${phone}', '${phone}', '${status}', now() - interval '41 minutes',
       now() - interval '40 minutes', 1, ${callSid ? `'${callSid}'` : 'null'}, now() + interval '1 day',
       now() - interval '41 minutes', now() - interval '40 minutes'
     from lead`,
  );
  return id;
}

const sid = () => `CA${randomUUID().replaceAll('-', '')}`;

describe('cleaning up', () => {
  it('closes calls that have been going on for too long as what the carrier says they were', async () => {
    const over = await silentCalls(['02', '03', '11']);
    await forgotten(over.map(({ callId }) => callId));
    const [busy, unanswered, talked] = over.map(({ callId }) => callId);
    const strange = await orphan('in_progress', sid());
    const nameless = await orphan('unknown', null);
    const recent = await callPerson(system, '00', people++);
    await system.until(
      () => row(recent.callId),
      (one) => one?.['status'] === 'in_progress',
    );

    const report = await cleanUp('stale-calls');
    expect(report.closed_calls.sort()).toEqual(
      [busy, unanswered, talked, strange, nameless].map(String).sort(),
    );
    expect(report.calls.find(({ id }) => id === busy)).toMatchObject({
      to: 'busy',
      lead: { lead_status: 'contacted', is_linked: true },
    });
    expect(report.calls).toHaveLength(report.closed_calls.length);
    expect(await row(String(busy))).toMatchObject({ status: 'busy' });
    expect(await row(String(unanswered))).toMatchObject({ status: 'no_answer' });
    expect(await row(String(talked))).toMatchObject({ status: 'completed' });
    expect(await row(strange)).toMatchObject({
      status: 'failed',
      end_reason: 'carrier_has_no_record',
    });
    expect(await row(nameless)).toMatchObject({
      status: 'failed',
      end_reason: 'presumed_not_placed',
    });
    expect(await row(recent.callId)).toMatchObject({ status: 'in_progress' });

    await system.settle();
    const { ours, theirs } = await bothSides(system, over);
    expect(ours).toEqual(theirs);
    expect(await cleanUp('stale-calls')).toMatchObject({ closed_calls: [] });
  });

  it('leaves a long talk alone, because the carrier says that it goes on', async () => {
    const person = await callPerson(system, '00', people++);
    await system.until(
      () => row(person.callId),
      (one) => one?.['status'] === 'in_progress',
    );
    await forgotten([person.callId]);
    expect((await cleanUp('stale-calls')).closed_calls).toEqual([]);
    await system.settle();
    expect(await row(person.callId)).toMatchObject({ status: 'completed' });
  });

  it('adopts a call that was placed and never recorded, and does not ring again', async () => {
    const [person] = await silentCalls(['02']);
    if (!person) throw new Error('nobody was called');
    // The worker died between the request and its record, and nothing has polled since.
    await forgotten(
      [person.callId],
      `, status = 'dialing', call_sid = null, deadline_at = dialed_at`,
    );
    await system.exec(
      `update leads set call_sid = null, lead_status = 'new', last_contacted_at = null, notes = null where id = ${person.leadId}`,
    );
    await cleanUp('stale-calls');
    const rang = system.simulator.ledger().calls.find(({ to }) => to === person.phone);
    await system.until(
      () => row(person.callId),
      (one) => one?.['call_sid'] === rang?.sid,
    );
    await cleanUp('stale-calls');
    await system.settle();
    expect(await finalRow(system, person)).toMatchObject({
      status: 'busy',
      linked: true,
      lead_status: 'contacted',
      settled: 1,
      redials: 1,
    });
    expect(rings(system, [person])).toEqual(onceEach([person]));
  });

  it('sets leads right that fell behind their calls', async () => {
    const person = await callPerson(system, '10', people++);
    await system.settle();
    await system.exec(
      `update leads set call_sid = null, lead_status = 'new', last_contacted_at = null where id = ${person.leadId}`,
    );
    expect((await cleanUp('stale-calls')).repaired_leads).toBe(1);
    const lead = await system.api('GET', `/api/leads/${person.leadId}`);
    expect(lead.json['data']).toMatchObject({
      lead_status: 'contacted',
      call_sid: system.simulator.ledger().calls.find(({ to }) => to === person.phone)?.sid,
    });
  });

  it('gives a job to work that has lost its own', async () => {
    const id = randomUUID();
    await system.exec(
      `insert into calls (id, direction, provider, voice, to_number, lead_phone, status, run_at, created_at,
         updated_at)
       values ('${id}', 'outbound', 'twilio', 'openai', '+12025559910', '+12025559910', 'scheduled', now() + interval '55 seconds', now(), now())`,
    );
    expect((await cleanUp('lost-work')).requeued).toBe(1);
    const job = await system.api('GET', `/api/queue/jobs/call-${id}`);
    expect(job).toMatchObject({ status: 200, json: { data: { state: 'delayed' } } });
    await system.exec(`delete from calls where id = '${id}'`);
  });

  it('happens by itself as well', async () => {
    const [silent] = await silentCalls(['02']);
    if (!silent) throw new Error('nobody was called');
    await system.stopService('call-worker');
    await forgotten([silent.callId]);
    const strange = await orphan('ringing', sid());
    await system.startService('call-worker');
    await system.until(
      async () => [await row(silent.callId), await row(strange)],
      (rows) => rows.every((one) => one?.['settled'] === true),
    );
    expect(await row(silent.callId)).toMatchObject({ status: 'busy' });
    expect(await row(strange)).toMatchObject({ status: 'failed' });
  });
});
