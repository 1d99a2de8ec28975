import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
async function placed({ lost = false } = {}) {
  const callSid = sid(`gate${made++}`);
  const call = await world.dialing(world.number(), lost ? null : callSid);
  return { id: call.id, callSid, to: call.to };
}

const ask = (callId: string | null, callSid: string, tokenHash = 'hash') =>
  world.sessions.gate({ callId, callSid, tokenHash, expiresAt: later(60) }, NOON);

describe('the gate before any audio', () => {
  it('opens for the call we placed', async () => {
    const { id, callSid } = await placed();
    expect(await ask(id, callSid)).toEqual({
      verdict: 'stream',
      call_id: id,
      tries: 0,
      language: 'en',
    });
    expect(await world.calls.get(id)).toMatchObject({ status: 'in_progress' });
  });

  it('adopts a call whose sid a crash lost', async () => {
    const { id, callSid, to } = await placed({ lost: true });
    expect(await ask(id, callSid)).toMatchObject({ verdict: 'stream' });
    expect(await world.leads.findByPhone(to)).toMatchObject({ call_sid: callSid });
  });

  it('closes on a second physical call for the same intent', async () => {
    const { id } = await placed();
    expect(await ask(id, sid('second ring'))).toMatchObject({ verdict: 'duplicate' });
  });

  it('closes on a call nobody knows', async () => {
    expect(await ask(null, sid('nobody'))).toEqual({ verdict: 'stranger' });
  });

  it('closes on a call that is over, that is to be hung up, or whose lead opted out', async () => {
    const over = await placed();
    await world.calls.close(over.id, 'completed', 'test', later(1));
    expect(await ask(over.id, over.callSid)).toMatchObject({ verdict: 'over' });

    const done = await placed();
    await world.sessions.wrapUp(done.id, 'hangup', 'goodbye', later(1));
    expect(await ask(done.id, done.callSid)).toMatchObject({ verdict: 'hangup' });

    const out = await placed();
    await world.suppressions.add({ phone: out.to, scope: 'all', source: 'spoken' }, later(1));
    expect(await ask(out.id, out.callSid)).toMatchObject({ verdict: 'hangup' });
  });

  it('hands over to the agent’s human', async () => {
    await world.exec(`update agents set transfer_number = '+12025550199' where is_default`);
    const { id, callSid } = await placed();
    await world.sessions.wrapUp(id, 'human', 'asked for one', later(1));
    expect(await ask(id, callSid)).toEqual({
      verdict: 'transfer',
      call_id: id,
      transfer_number: '+12025550199',
    });
  });

  it('does not go round for ever', async () => {
    const { id, callSid } = await placed();
    for (const round of [1, 2, 3, 4, 5]) {
      await ask(id, callSid, `hash${round}`);
      await world.sessions.open(callSid, `hash${round}`, later(1));
    }
    expect(await ask(id, callSid, 'hash6')).toMatchObject({ verdict: 'no_media' });
  });
});

describe('a stream that nobody opens', () => {
  const offers = async (call: { id: string; callSid: string }, times: number) => {
    const told = [];
    for (let n = 0; n < times; n += 1) told.push(await ask(call.id, call.callSid, `offer${n}`));
    return told.map(({ verdict, tries }) => tries ?? verdict);
  };

  it('is offered five times, and then no more, however often it is asked for', async () => {
    const call = await placed();
    expect(await offers(call, 7)).toEqual([0, 1, 2, 3, 4, 'no_media', 'no_media']);
    expect(await ask(call.id, call.callSid)).toMatchObject({ language: 'en' });
    expect(await world.calls.get(call.id)).toMatchObject({
      wrap_up: 'hangup',
      wrap_up_reason: 'no_media',
    });
    // An offer that was made before is worth nothing now.
    expect(await world.sessions.open(call.callSid, 'offer4', later(1))).toBeNull();
  });

  it('is counted anew after one that was opened, and twice as often in the middle of a talk', async () => {
    const call = await placed();
    expect(await offers(call, 4)).toEqual([0, 1, 2, 3]);
    await world.sessions.open(call.callSid, 'offer3', later(1));
    expect(await offers(call, 11)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 'no_media']);
  });

  it('does not keep a lead who asked for a human from getting one', async () => {
    await world.exec(`update agents set transfer_number = '+12025550199' where is_default`);
    const call = await placed();
    await offers(call, 5);
    await world.sessions.wrapUp(call.id, 'human', 'asked for one', later(1));
    expect(await ask(call.id, call.callSid)).toMatchObject({ verdict: 'transfer' });
  });

  it('has the lead rung again, also who rang us, unless something has been said by now', async () => {
    const next = () => ({
      redial: { id: randomUUID(), run_at: later(900).toISOString() },
      judged_on: { agent_ms: null, lead_ms: null, agent_words: 0, lead_words: 0 },
      reason: 'test',
    });
    const settle = async (call: { id: string }) => {
      await world.calls.close(call.id, 'completed', 'test', later(2));
      return world.calls.settle(call.id, next(), later(3));
    };
    const silent = await settle(await placed());
    expect(silent.redial_id).not.toBeNull();

    const spoken = await placed();
    const turn = { seq: 1, role: 'user' as const, content: 'Hello?', heard: true, at: later(1) };
    await world.exec(`insert into conversation_transcripts
      (call_sid, call_id, seq, role, content, heard, timestamp)
      values ('${spoken.callSid}', '${spoken.id}', ${turn.seq}, 'user', '${turn.content}', true, now())`);
    expect(await settle(spoken)).toMatchObject({ result: 'changed' });
    expect(await world.calls.get(spoken.id)).toMatchObject({ settled_at: null });

    const rang = await placed();
    await world.exec(`update calls set direction = 'inbound', from_number = to_number,
      to_number = '+12025550190' where id = '${rang.id}'`);
    const { redial_id: back } = await settle(rang);
    expect(await world.calls.get(String(back))).toMatchObject({
      direction: 'outbound',
      to_number: rang.to,
    });
  });
});

describe('a stream token', () => {
  it('opens one session, once, with everything a conversation starts from', async () => {
    const { id, callSid, to } = await placed();
    await ask(id, callSid, 'token-a');
    expect(await world.sessions.open(callSid, 'token-b', later(1))).toBeNull();
    expect(await world.sessions.open(callSid, 'token-a', later(1))).toMatchObject({
      call: { id },
      lead: { phone: to },
      agent: { name: 'Front desk' },
      turns: [],
      history: [],
    });
    expect(await world.sessions.open(callSid, 'token-a', later(1))).toBeNull();
  });

  it('is worth nothing after a minute', async () => {
    const { id, callSid } = await placed();
    await ask(id, callSid, 'token-c');
    expect(await world.sessions.open(callSid, 'token-c', later(61))).toBeNull();
  });
});

describe('a call of which the carrier says no last word', () => {
  const asked = async (id: string, seconds: number) =>
    (await world.calls.claimChecks(later(seconds), 500)).some((call) => call.id === id);

  it('is asked about within seconds of the end of its stream', async () => {
    const { id, callSid } = await placed();
    await ask(id, callSid);
    await world.sessions.open(callSid, 'hash', later(1));
    expect(await asked(id, 300)).toBe(false);
    await world.sessions.closed(callSid, later(301));
    expect(await asked(id, 307)).toBe(true);
  });

  it('is asked about within seconds if its stream was offered and never opened', async () => {
    const { id, callSid } = await placed();
    await ask(id, callSid);
    expect(await asked(id, 14)).toBe(false);
    expect(await asked(id, 16)).toBe(true);
  });

  it('is let alone for as long as its conversation may last while its stream is open', async () => {
    const { id, callSid } = await placed();
    await ask(id, callSid);
    await world.sessions.open(callSid, 'hash', later(1));
    expect(await asked(id, 950)).toBe(false);
    expect(await asked(id, 962)).toBe(true);
  });
});
