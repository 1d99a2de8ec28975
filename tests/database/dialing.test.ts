import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CLAIM,
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

async function scheduled(change = {}) {
  const call = world.newCall({ to: world.number(), ...change });
  await world.calls.schedule(call, NOON);
  return call;
}

async function dialed() {
  const call = await scheduled();
  const begun = await world.calls.begin(call.id, CLAIM, NOON);
  if (begun.verdict !== 'go') throw new Error(`expected a claim, got ${begun.verdict}`);
  return { call, fence: begun.fence };
}

it('a call that is being dialed names the number of ours that rings', async () => {
  const { id } = await scheduled();
  const claim = { ...CLAIM, from_number: '+12025550100' };
  expect(await world.calls.begin(id, claim, NOON)).toMatchObject({
    verdict: 'go',
    call: { from_number: '+12025550100' },
  });
});

describe('scheduling a call', () => {
  it('makes one lead of one number, however often it is called', async () => {
    const to = world.number();
    const first = await world.calls.schedule(world.newCall({ to }), NOON);
    const second = await world.calls.schedule(world.newCall({ to }), NOON);
    const leadOf = (made: typeof first) => ('call' in made ? made.call.lead_id : null);
    expect(leadOf(first)).not.toBeNull();
    expect(leadOf(second)).toBe(leadOf(first));
  });

  it('answers the same idempotency key with the first call, also when both come at once', async () => {
    const key = { idempotency_key_hash: 'k1', request_hash: 'r1' };
    const to = world.number();
    const made = await Promise.all(
      Array.from({ length: 5 }, () => world.calls.schedule(world.newCall({ to, ...key }), NOON)),
    );
    const ids = new Set(made.map((one) => ('call' in one ? one.call.id : one.result)));
    expect(ids.size).toBe(1);
    expect(made.filter(({ result }) => result === 'scheduled')).toHaveLength(1);
  });

  it('refuses the same key for another request', async () => {
    const key = { idempotency_key_hash: 'k2', request_hash: 'r1' };
    await scheduled(key);
    const other = world.newCall({ to: world.number(), ...key, request_hash: 'r2' });
    expect(await world.calls.schedule(other, NOON)).toEqual({ result: 'key_reused' });
  });

  it('refuses a number on the suppression list, and keeps the decision but not the number', async () => {
    const [known, unknown] = [world.number(), world.number()];
    const lead = await world.leads.create({ phone: known }, NOON);
    for (const to of [known, unknown]) {
      await world.suppressions.add({ phone: to, scope: 'all', source: 'api' }, NOON);
      expect(await world.calls.schedule(world.newCall({ to }), NOON)).toEqual({
        result: 'suppressed',
      });
    }
    const rows = await world.exec(
      `select verdict, rule from contact_decisions where lead_id = ${lead.id}`,
    );
    expect(rows).toEqual([{ verdict: 'deny', rule: 'suppressed' }]);
    expect(await world.leads.findByPhone(unknown)).toBeNull();
  });

  it('names what is missing', async () => {
    const to = world.number();
    expect(await world.calls.schedule(world.newCall({ to, lead_id: 999_999 }), NOON)).toEqual({
      result: 'no_such_lead',
    });
    const agent = '00000000-0000-4000-8000-000000000000';
    expect(await world.calls.schedule(world.newCall({ to, agent_id: agent }), NOON)).toEqual({
      result: 'no_such_agent',
    });
  });
});

describe('claiming a call', () => {
  it('lets one of many workers go', async () => {
    const call = await scheduled();
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => world.calls.begin(call.id, CLAIM, NOON)),
    );
    expect(claims.filter(({ verdict }) => verdict === 'go')).toHaveLength(1);
    expect(claims.filter(({ verdict }) => verdict === 'skip')).toHaveLength(7);
  });

  it('rings a number once at a time, over all of its calls', async () => {
    const to = world.number();
    const [first, second] = [await scheduled({ to }), await scheduled({ to })];
    expect(await world.calls.begin(first.id, CLAIM, NOON)).toMatchObject({ verdict: 'go' });
    expect(await world.calls.begin(second.id, CLAIM, NOON)).toMatchObject({
      verdict: 'wait',
      rule: 'line_busy_with_us',
    });
    expect(await world.calls.get(second.id)).toMatchObject({ status: 'held' });
  });

  it('is refused from the minute at which the window closes', async () => {
    const call = await scheduled();
    const claim = { ...CLAIM, open_until: NOON.toISOString() };
    expect(await world.calls.begin(call.id, claim, NOON)).toMatchObject({
      verdict: 'wait',
      rule: 'window_closed',
    });
  });

  it('judges the caps on all contacts once more, whoever came between', async () => {
    const to = world.number();
    const cap = { id: 'touches_per_week', channels: ['call', 'text'] as const, limit: 1 };
    const claim = { ...CLAIM, limits: [{ ...cap, window_hours: 168 }] };
    const first = await scheduled({ to });
    expect(await world.calls.begin(first.id, claim, NOON)).toMatchObject({ verdict: 'go' });
    await world.exec(`update calls set status = 'completed' where id = '${first.id}'`);
    const [second, at] = [await scheduled({ to }), later(30 * 3_600)];
    const open = { ...claim, open_until: later(40 * 3_600).toISOString() };
    expect(await world.calls.begin(second.id, open, at)).toMatchObject({
      verdict: 'wait',
      rule: 'cap_touches_per_week',
      until: expect.stringContaining('2026-11-27T17:00:00'),
    });
    expect(await world.calls.get(second.id)).toMatchObject({
      status: 'held',
      held_reason: 'cap_touches_per_week',
    });
  });

  it('does not go before its time', async () => {
    const call = await scheduled({ run_at: later(60).toISOString() });
    expect(await world.calls.begin(call.id, CLAIM, NOON)).toMatchObject({ verdict: 'wait' });
    expect(await world.calls.begin(call.id, CLAIM, later(60))).toMatchObject({ verdict: 'go' });
  });

  it('finds an opt-out that came after the call was planned', async () => {
    const call = await scheduled();
    const added = await world.suppressions.add(
      { phone: call.to, scope: 'all', source: 'spoken' },
      NOON,
    );
    expect(added.canceled_calls).toBe(1);
    expect(await world.calls.begin(call.id, CLAIM, NOON)).toMatchObject({
      verdict: 'skip',
      status: 'canceled',
    });
  });

  it('holds the fourth call of a day until the first is a day old, and ends the sixth for good', async () => {
    const to = world.number();
    for (const round of [1, 2, 3, 4, 5]) {
      const at = round <= 3 ? later(round) : later(round * 90_000);
      const call = await scheduled({ to });
      const claim = { ...CLAIM, open_until: later(1_000_000).toISOString() };
      const begun = await world.calls.begin(call.id, claim, at);
      if (begun.verdict !== 'go') throw new Error(`round ${round}: ${begun.verdict}`);
      await world.calls.recordDialed(call.id, begun.fence, sid(`cap${round}`), at);
      await world.calls.close(call.id, 'completed', 'test', at);
      if (round === 3) {
        const fourth = await scheduled({ to });
        expect(await world.calls.begin(fourth.id, CLAIM, later(4))).toMatchObject({
          verdict: 'wait',
          rule: 'cap_calls_per_day',
          until: expect.stringContaining('2026-11-21T17:00:01'),
        });
        await world.calls.deny(fourth.id, { rule: 'test', reason: 'done with it' }, later(5));
      }
    }
    const last = await scheduled({ to });
    const claim = { ...CLAIM, open_until: later(9_000_000).toISOString() };
    expect(await world.calls.begin(last.id, claim, later(800_000))).toEqual({
      verdict: 'denied',
      rule: 'cap_total',
    });
  });

  it('waits while every line is taken', async () => {
    const call = await scheduled();
    const claim = { ...CLAIM, caps: { ...CLAIM.caps, max_live: 0 } };
    expect(await world.calls.begin(call.id, claim, NOON)).toEqual({ verdict: 'full' });
    expect(await world.calls.get(call.id)).toMatchObject({ status: 'scheduled' });
  });
});

describe('recording what the carrier said', () => {
  it('writes the sid to the call and to the lead', async () => {
    const { call, fence } = await dialed();
    const callSid = sid('record');
    expect(await world.calls.recordDialed(call.id, fence, callSid, later(1))).toBe('recorded');
    expect(await world.calls.recordDialed(call.id, fence, callSid, later(2))).toBe('already');
    expect(await world.leads.findByCallSid(callSid)).toMatchObject({
      phone: call.to,
      lead_status: 'contacted',
      last_contacted_at: expect.stringContaining('2026-11-20T17:00:01'),
      notes: `Outbound call ${callSid} initiated`,
    });
  });

  it('tells a worker whose call was adopted under another sid to hang up', async () => {
    const { call, fence } = await dialed();
    const event = { provider: 'twilio', kind: 'status' as const, provider_status: 'ringing' };
    await world.calls.recordEvent(
      { ...event, call_id: call.id, call_sid: sid('adopted'), status: 'ringing' },
      later(1),
    );
    expect(await world.calls.get(call.id)).toMatchObject({
      call_sid: sid('adopted'),
      status: 'ringing',
    });
    expect(await world.calls.recordDialed(call.id, fence, sid('mine'), later(2))).toBe('duplicate');
  });

  it('tells a worker that comes back from the dead that it is late', async () => {
    const { call, fence } = await dialed();
    await world.calls.release(call.id, fence, { status: 'failed' }, 'test', later(1));
    expect(await world.calls.recordDialed(call.id, fence, sid('late'), later(2))).toBe('late');
  });

  it('gives a call that was never taken back its place, without counting it', async () => {
    const { call, fence } = await dialed();
    const runAt = later(30);
    await world.calls.release(call.id, fence, { status: 'scheduled', runAt }, 'busy', later(1));
    expect(await world.calls.get(call.id)).toMatchObject({ status: 'scheduled', dialed_at: null });
    expect(await world.calls.begin(call.id, CLAIM, runAt)).toMatchObject({
      verdict: 'go',
      fence: fence + 1,
    });
  });
});

describe('a call whose fate is unknown', () => {
  const mine = async (id: string, at: Date) =>
    (await world.calls.claimChecks(at, 100)).filter((call) => call.id === id);

  it('is looked for at 15 s, 60 s and 5 min, then presumed not placed', async () => {
    const { call, fence } = await dialed();
    expect(await mine(call.id, later(7))).toEqual([]);
    expect(await mine(call.id, later(9))).toMatchObject([{ status: 'unknown' }]);
    expect(await world.calls.recordLookup(call.id, fence, null, later(9))).toBe('not_found_yet');
    expect(await mine(call.id, later(14))).toEqual([]);
    expect(await mine(call.id, later(15))).toHaveLength(1);
    expect(await world.calls.recordLookup(call.id, fence, null, later(15))).toBe('not_found_yet');
    expect(await mine(call.id, later(60))).toHaveLength(1);
    expect(await world.calls.recordLookup(call.id, fence, null, later(60))).toBe('not_found_yet');
    expect(await mine(call.id, later(299))).toEqual([]);
    expect(await mine(call.id, later(300))).toHaveLength(1);
    expect(await world.calls.recordLookup(call.id, fence, null, later(300))).toBe(
      'presumed_not_placed',
    );
    expect(await world.calls.get(call.id)).toMatchObject({
      status: 'failed',
      end_reason: 'presumed_not_placed',
    });
  });

  it('is adopted when the list has it', async () => {
    const { call, fence } = await dialed();
    expect(await mine(call.id, later(20))).toHaveLength(1);
    expect(await world.calls.recordLookup(call.id, fence, sid('found'), later(20))).toBe('adopted');
    expect(await world.leads.findByCallSid(sid('found'))).toMatchObject({ phone: call.to });
  });

  it('is asked about by one checker at a time', async () => {
    const { call } = await dialed();
    expect(await mine(call.id, later(20))).toHaveLength(1);
    expect(await mine(call.id, later(21))).toEqual([]);
    expect(await mine(call.id, later(81))).toHaveLength(1);
  });

  it('keeps its line: nobody else rings that number meanwhile', async () => {
    const { call } = await dialed();
    await mine(call.id, later(20));
    const other = await scheduled({ to: call.to });
    expect(await world.calls.begin(other.id, CLAIM, later(21))).toMatchObject({
      rule: 'line_busy_with_us',
    });
  });
});
