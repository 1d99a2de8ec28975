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

const lead = () => world.leads.create({ phone: world.number() }, NOON);

async function outbound(to: string, callSid: string) {
  const { id } = await world.dialing(to, callSid);
  return id;
}

async function inbound(from: string, callSid: string) {
  await world.db.rpc('record_inbound_call', {
    p_call: {
      id: crypto.randomUUID(),
      call_sid: callSid,
      from,
      to: '+12025550100',
      provider: 'twilio',
    },
    p_now: NOON.toISOString(),
  });
}

const turn = (seq: number, content: string) => ({
  seq,
  role: 'user' as const,
  content,
  heard: true,
  at: NOON.toISOString(),
});

describe('linking a call to a lead', () => {
  it('names the most recent outbound call', async () => {
    const { id, phone } = await lead();
    const first = await outbound(phone, sid('first'));
    await world.calls.close(first, 'completed', 'test', later(1));
    await outbound(phone, sid('second'));
    expect(await world.leads.get(id)).toMatchObject({ call_sid: sid('second') });
    expect(await world.leads.findByCallSid(sid('first'))).toBeNull();
  });

  it('keeps a person’s note and replaces its own line', async () => {
    const { id, phone } = await lead();
    await world.leads.update(id, { notes: 'Prefers mornings.' }, NOON);
    const first = await outbound(phone, sid('note1'));
    await world.calls.close(first, 'completed', 'test', later(1));
    await outbound(phone, sid('note2'));
    expect((await world.leads.get(id)).notes).toBe(
      `Prefers mornings.\nOutbound call ${sid('note2')} initiated`,
    );
  });

  it('links an inbound call while its transcript is saved, by the telephone in its events', async () => {
    const { id, phone } = await lead();
    await inbound(phone, sid('in1'));
    expect((await world.leads.get(id)).call_sid).toBeNull();
    expect(await world.transcripts.save(sid('in1'), [turn(1, 'Hi.')], NOON)).toEqual({
      saved: 1,
      lead_id: id,
      linked_by: 'phone',
    });
    expect((await world.leads.get(id)).call_sid).toBe(sid('in1'));
    expect(await world.transcripts.save(sid('in1'), [turn(2, 'Bye.')], NOON)).toMatchObject({
      linked_by: 'call_sid',
    });
  });

  it('gives by hand only what is known and nobody has, with all that hangs on the call', async () => {
    const [one, other] = [await lead(), await lead()];
    expect(await world.leads.link(one.id, sid('unheard'), 'by_hand', NOON)).toEqual({
      linked: false,
      reason: 'no_such_call',
    });
    const call = await outbound(other.phone, sid('by-hand'));
    await world.transcripts.save(sid('by-hand'), [turn(1, 'Hi.')], NOON);
    await world.sessions.bookAppointment(call, later(3_600), 'Tomorrow at ten.', NOON);
    expect(await world.leads.link(one.id, sid('by-hand'), 'by_hand', NOON)).toEqual({
      linked: false,
      reason: 'taken',
      lead_id: other.id,
    });
    expect(await world.leads.link(one.id, sid('by-hand'), 'relink', NOON)).toEqual({
      linked: true,
      reason: 'linked',
      unlinked_lead_id: other.id,
    });
    for (const table of ['calls', 'conversation_transcripts', 'appointments']) {
      const key =
        table === 'appointments' ? `call_id = '${call}'` : `call_sid = '${sid('by-hand')}'`;
      const rows = await world.exec(`select lead_id from ${table} where ${key}`);
      expect([table, rows]).toEqual([table, [{ lead_id: one.id }]]);
    }
  });

  it('skips a lead whose linked call is still alive, and says so', async () => {
    const { id, phone } = await lead();
    await outbound(phone, sid('alive'));
    await inbound(phone, sid('in2'));
    const saved = await world.transcripts.save(sid('in2'), [turn(1, 'Hi.')], NOON);
    expect(saved).toEqual({ saved: 1, lead_id: id, linked_by: 'phone', link_skipped: true });
    expect((await world.leads.get(id)).call_sid).toBe(sid('alive'));
  });

  it('replaces a link whose call has ended', async () => {
    const { id, phone } = await lead();
    const old = await outbound(phone, sid('ended'));
    await world.calls.close(old, 'completed', 'test', later(1));
    await inbound(phone, sid('in3'));
    await world.transcripts.save(sid('in3'), [turn(1, 'Hi.')], NOON);
    expect((await world.leads.get(id)).call_sid).toBe(sid('in3'));
  });

  it('keeps the words of a call that belongs to nobody, and says so', async () => {
    expect(await world.transcripts.save(sid('orphan'), [turn(1, 'Hello?')], NOON)).toEqual({
      saved: 1,
      lead_id: null,
      linked_by: null,
    });
    expect(await world.transcripts.list(sid('orphan'))).toMatchObject([{ content: 'Hello?' }]);
  });

  it('moves a sid from one lead to another in one step', async () => {
    const [one, other] = [await lead(), await lead()];
    await world.leads.link(one.id, sid('moved'), 'outbound', NOON);
    expect(await world.leads.link(other.id, sid('moved'), 'outbound', NOON)).toEqual({
      linked: true,
      reason: 'linked',
      unlinked_lead_id: one.id,
    });
    expect((await world.leads.get(one.id)).call_sid).toBeNull();
    expect(await world.leads.findByCallSid(sid('moved'))).toMatchObject({ id: other.id });
  });

  it('never has two leads with one sid', async () => {
    const [one, other] = [await lead(), await lead()];
    await world.leads.link(one.id, sid('unique'), 'outbound', NOON);
    await expect(
      world.exec(`update leads set call_sid = '${sid('unique')}' where id = ${other.id}`),
    ).rejects.toThrow(/unique/);
  });

  it('unlinks', async () => {
    const { id } = await lead();
    await world.leads.link(id, sid('gone'), 'outbound', NOON);
    expect(await world.leads.unlink(sid('gone'), NOON)).toBe(id);
    expect((await world.leads.get(id)).call_sid).toBeNull();
    expect(await world.leads.unlink(sid('gone'), NOON)).toBeNull();
  });
});

describe('a transcript', () => {
  it('is corrected by writing a turn again, and read in the order of the conversation', async () => {
    await world.transcripts.save(sid('turns'), [turn(2, 'Second.'), turn(1, 'First.')], NOON);
    await world.transcripts.save(sid('turns'), [turn(2, 'Second, cut')], NOON);
    const turns = await world.transcripts.list(sid('turns'));
    expect(turns.map(({ content }) => content)).toEqual(['First.', 'Second, cut']);
  });
});

describe('deleting a lead', () => {
  it('takes the words and the number along, and leaves the block', async () => {
    const { id, phone } = await lead();
    const call = await outbound(phone, sid('delete'));
    await world.transcripts.save(sid('delete'), [turn(1, 'My name is Ada.')], NOON);
    await world.calls.close(call, 'completed', 'test', later(1));
    await world.suppressions.add(
      { phone, scope: 'all', source: 'spoken', words: 'stop' },
      later(2),
    );
    await world.leads.delete(id, later(3));

    expect(await world.leads.find(id)).toBeNull();
    expect(await world.transcripts.list(sid('delete'))).toEqual([]);
    const tables = ['calls', 'call_events', 'suppressions', 'events', 'contact_decisions'];
    for (const table of tables) {
      const rows = await world.exec(
        `select count(*)::int as n from ${table} t where t::text like '%${phone.slice(1)}%' or t::text like '%Ada%'`,
      );
      expect({ table, rows }).toEqual({ table, rows: [{ n: 0 }] });
    }
    expect(await world.suppressions.has(phone, 'voice')).toBe(true);
    expect(await world.calls.schedule(world.newCall({ to: phone }), later(4))).toEqual({
      result: 'suppressed',
    });
  });

  it('waits until the telephone is down', async () => {
    const { id, phone } = await lead();
    await outbound(phone, sid('live'));
    await expect(world.leads.delete(id, NOON)).rejects.toMatchObject({ code: 'conflict' });
  });
});
