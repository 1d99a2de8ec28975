import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCallHealth } from '@ringback/shared/db/calls/call-health.ts';
import type { CallEvent } from '@ringback/shared/db/calls/end-calls.ts';
import { permutations } from '@ringback/shared/testing/permutations.ts';
import {
  type DatabaseWorld,
  later,
  NOON,
  sid,
  startDatabaseWorld,
} from '@ringback/testing/database-world.ts';

let world: DatabaseWorld;
beforeAll(async () => {
  world = await startDatabaseWorld();
});
afterAll(() => world.stop());

let made = 0;
async function placed() {
  const callSid = sid(`news${made++}`);
  const call = await world.dialing(world.number(), callSid);
  return { id: call.id, callSid, to: call.to };
}

const STEPS = [
  { status: 'queued', provider_status: 'initiated', sequence: 0 },
  { status: 'ringing', provider_status: 'ringing', sequence: 1 },
  { status: 'in_progress', provider_status: 'in-progress', sequence: 2 },
  { status: 'completed', provider_status: 'completed', sequence: 3, duration_seconds: 49 },
] as const;

const news = (callSid: string, step: (typeof STEPS)[number], callId?: string): CallEvent => ({
  provider: 'twilio',
  kind: 'status',
  call_sid: callSid,
  call_id: callId,
  ...step,
});

describe('news of a call', () => {
  it('ends the same in every order, with everything told twice', async () => {
    for (const order of permutations(STEPS)) {
      const { id, callSid } = await placed();
      let endings = 0;
      for (const step of [...order, ...order]) {
        const told = await world.calls.recordEvent(news(callSid, step), later(5));
        if (told.ended) endings += 1;
      }
      expect(endings).toBe(1);
      const [row] = await world.exec(
        `select status, duration_seconds, ended_at is not null as ended, answered_at is not null as answered,
           (select count(*)::int from call_events e where e.call_id = calls.id) as events
         from calls where id = '${id}'`,
      );
      expect(row).toEqual({
        status: 'completed',
        duration_seconds: 49,
        ended: true,
        answered: true,
        events: 4,
      });
    }
  });

  it('that we asked for ourselves is no webhook', async () => {
    const { callSid } = await placed();
    await world.calls.recordEvent(news(callSid, STEPS[0]), later(6));
    const asked = { ...news(callSid, STEPS[1]), kind: 'check' as const };
    await world.calls.recordEvent(asked, later(7_200));
    const { last_webhook_at: last } = await readCallHealth(world.db, later(7_200));
    expect(Date.parse(last ?? '')).toBe(later(6).getTime());
  });

  it('needs only the last word when the others are lost', async () => {
    const { id, callSid } = await placed();
    const told = await world.calls.recordEvent(news(callSid, STEPS[3]), later(5));
    expect(told).toMatchObject({ result: 'recorded', moved: true, ended: true });
    expect(await world.calls.get(id)).toMatchObject({ status: 'completed', duration_seconds: 49 });
  });

  it('of an unknown call is kept, and moves nothing', async () => {
    const told = await world.calls.recordEvent(news(sid('nobody'), STEPS[1]), NOON);
    expect(told).toMatchObject({ result: 'stranger', moved: false });
  });

  it('under our id but another sid is a conflict, and moves nothing', async () => {
    const { id } = await placed();
    const told = await world.calls.recordEvent(news(sid('other'), STEPS[3], id), NOON);
    expect(told).toMatchObject({ result: 'conflict', moved: false });
    expect(await world.calls.get(id)).toMatchObject({ status: 'queued' });
  });

  it('does not adopt a call that was never dialed', async () => {
    const call = world.newCall({ to: world.number() });
    await world.calls.schedule(call, NOON);
    await world.calls.recordEvent(news(sid('early'), STEPS[1], call.id), NOON);
    expect(await world.calls.get(call.id)).toMatchObject({ status: 'scheduled', call_sid: null });
  });

  it('keeps the word of answering machine detection, whenever it comes', async () => {
    const { id, callSid } = await placed();
    await world.calls.recordEvent(news(callSid, STEPS[3]), later(5));
    await world.calls.recordEvent(
      {
        provider: 'twilio',
        kind: 'amd',
        call_sid: callSid,
        provider_status: 'machine_start',
        answered_by: 'machine_start',
      },
      later(6),
    );
    expect(await world.calls.get(id)).toMatchObject({
      status: 'completed',
      answered_by: 'machine_start',
    });
  });
});

describe('settling a call', () => {
  const next = (id: string) => ({
    redial: { id, run_at: later(600).toISOString() },
    reason: 'busy',
  });

  it('makes one redial, however often it is told', async () => {
    const { id, callSid } = await placed();
    await world.calls.close(id, 'failed', 'test', later(5));
    const first = await world.calls.settle(id, next(crypto.randomUUID()), later(6));
    const again = await world.calls.settle(id, next(crypto.randomUUID()), later(7));
    expect(first).toMatchObject({ result: 'settled', has_words: false });
    expect(again).toMatchObject({ result: 'already', redial_id: first.redial_id });
    expect(await world.calls.get(String(first.redial_id))).toMatchObject({
      dial: 2,
      redial_of: id,
      status: 'scheduled',
      call_sid: null,
    });
    expect(callSid).toBeTruthy();
  });

  it('does not dial again whoever has opted out meanwhile', async () => {
    const { id, to } = await placed();
    await world.calls.close(id, 'failed', 'test', later(5));
    await world.suppressions.add({ phone: to, scope: 'all', source: 'spoken' }, later(5));
    const settled = await world.calls.settle(id, next(crypto.randomUUID()), later(6));
    expect(settled.redial_id).toBeNull();
  });

  it('refuses a call that goes on', async () => {
    const { id } = await placed();
    const settled = await world.calls.settle(id, { redial: null, reason: '' }, later(6));
    expect(settled.result).toBe('not_ended');
  });

  it('calls a lead unreachable when all dials are spent', async () => {
    const { id, to } = await placed();
    await world.calls.close(id, 'failed', 'test', later(5));
    await world.calls.settle(
      id,
      { redial: null, reason: '', stop_reason: 'dials_spent' },
      later(6),
    );
    expect(await world.leads.findByPhone(to)).toMatchObject({
      lead_status: 'unreachable',
      outcome: 'no_response',
    });
  });
});

describe('the safety net', () => {
  it('finds what is due, what ended unsettled and what was never analysed', async () => {
    const due = world.newCall({ to: world.number() });
    await world.calls.schedule(due, NOON);
    const ended = await placed();
    await world.calls.close(ended.id, 'completed', 'test', later(5));
    const talked = await placed();
    await world.transcripts.save(
      talked.callSid,
      [{ seq: 1, role: 'user', content: 'Hello.', heard: true, at: NOON.toISOString() }],
      later(1),
    );
    await world.calls.close(talked.id, 'completed', 'test', later(5));
    await world.calls.settle(talked.id, { redial: null, reason: '' }, later(6));

    const lost = await world.calls.lostWork(60_000, later(60), 100);
    expect(lost.due.map(({ id }) => id)).toContain(due.id);
    expect(lost.unsettled).toContain(ended.id);
    expect(lost.unsettled).not.toContain(talked.id);
    expect(lost.unanalysed).toEqual([talked.id]);
  });

  it('asks about a call that has been silent for two minutes', async () => {
    const { id } = await placed();
    const asked = async (at: Date) =>
      (await world.calls.claimChecks(at, 100)).some((call) => call.id === id);
    expect(await asked(later(119))).toBe(false);
    expect(await asked(later(121))).toBe(true);
  });

  it('asks soon after the stream of a call has closed', async () => {
    const { id, callSid } = await placed();
    await world.sessions.closed(callSid, later(10));
    const asked = await world.calls.claimChecks(later(16), 100);
    expect(asked.some((call) => call.id === id)).toBe(true);
  });

  it('sets a lead right whose call was accepted without a trace on it', async () => {
    const { callSid, to } = await placed();
    const lead = await world.leads.findByPhone(to);
    await world.exec(
      `update leads set call_sid = null, lead_status = 'new', last_contacted_at = null where id = ${lead?.id}`,
    );
    expect(await world.leads.repair(later(9), 100)).toContain(lead?.id);
    expect(await world.leads.findByCallSid(callSid)).toMatchObject({ lead_status: 'contacted' });
  });
});
