import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { put } from '@ringback/shared/testing/put.ts';
import { CLAIM, later, NOON, sid } from '@ringback/testing/database-world.ts';
import { claimAt, startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const limits = [
  { id: 'texts_per_day', channels: ['text'] as const, limit: 1, window_hours: 24 },
  { id: 'touches_per_day', channels: ['call', 'text'] as const, limit: 2, window_hours: 24 },
];

async function failed(status: 'failed' | 'undelivered') {
  const lead = await world.planned();
  const { sid: provider_sid } = await world.sent(lead.message_id);
  await world.exec(
    `update sms_messages set delivery_status = '${status}' where provider_sid = '${provider_sid}'`,
  );
  return lead;
}

const touchesOf = async (phone: string, but: string | null = null) => {
  const [row] = await world.exec(
    `select private.touches_of('${phone}', ${but ? `'${but}'` : 'null'}, '${later(600).toISOString()}')::text as t`,
  );
  return JSON.parse(String(row?.['t'])) as { channel: string }[];
};

describe('what never arrived is no touch', () => {
  it.each(['failed', 'undelivered'] as const)(
    'a text that is %s does not hold back its own retry, with one text a day',
    async (status) => {
      const lead = await failed(status);
      expect(await touchesOf(lead.phone)).toEqual([]);
      const retry = await world.messages.retry(lead.message_id, later(60));
      if (!('message' in retry) || !retry.message) throw new Error('no retry');
      const id = retry.message.message_id;
      expect(
        await world.messages.begin(id, claimAt(later(61), { limits }), later(61)),
      ).toMatchObject({ verdict: 'go' });
    },
  );

  it('a text that is on its way, or whose fate is unknown, counts', async () => {
    const lead = await world.planned();
    await world.claimed(lead.message_id);
    expect(await touchesOf(lead.phone)).toMatchObject([{ channel: 'text' }]);
    await world.exec(
      `update sms_messages set delivery_status = 'unknown' where message_id = '${lead.message_id}'`,
    );
    expect(await touchesOf(lead.phone)).toHaveLength(1);
  });

  it('a call that the carrier refused or never placed does not count', async () => {
    for (const reason of ['carrier_21211', 'presumed_not_placed']) {
      const call = await world.dialing(world.number(), null);
      await world.exec(
        `update calls set status = 'failed', end_reason = '${reason}' where id = '${call.id}'`,
      );
      expect(await touchesOf(call.to)).toEqual([]);
    }
  });

  it.each(['busy', 'no_answer', 'completed', 'in_progress', 'unknown'])(
    'a call that is %s counts',
    async (status) => {
      const call = await world.dialing(world.number(), sid(`touch ${status}`));
      await world.exec(
        put('calls', `update calls set status = '${status}' where id = '${call.id}'`),
      );
      expect(await touchesOf(call.to)).toMatchObject([{ channel: 'call' }]);
      expect(await touchesOf(call.to, call.id)).toEqual([]);
    },
  );

  it('a call that failed after it rang counts', async () => {
    const callSid = sid('rang');
    const call = await world.dialing(world.number(), callSid);
    await world.exec(
      `insert into call_events (call_id, call_sid, kind, call_status, status, received_at)
       values ('${call.id}', '${callSid}', 'status', 'alerting', 'ringing', '${NOON.toISOString()}');
       update calls set status = 'failed' where id = '${call.id}'`,
    );
    expect(await touchesOf(call.to)).toHaveLength(1);
  });

  it('and a failed call leaves room for the next under the cap on a day’s calls', async () => {
    const call = await world.dialing(world.number(), sid('first'));
    await world.exec(`update calls set status = 'failed' where id = '${call.id}'`);
    const next = world.newCall({ to: call.to, run_at: later(60).toISOString() });
    await world.calls.schedule(next, later(60));
    const one = [{ id: 'calls_per_day', channels: ['call'] as const, limit: 1, window_hours: 24 }];
    expect(await world.calls.begin(next.id, { ...CLAIM, limits: one }, later(60))).toMatchObject({
      verdict: 'go',
    });
  });
});
