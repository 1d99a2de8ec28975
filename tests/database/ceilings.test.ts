import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Claim } from '@ringback/shared/db/calls/dial-calls.ts';
import { readSpend } from '@ringback/shared/db/spend.ts';
import type { TextClaim } from '@ringback/shared/db/texts/send-messages.ts';
import { ANA, CLAIM, later, NOON, sid } from '@ringback/testing/database-world.ts';
import {
  claimAt,
  startTextsWorld,
  type TextsWorld,
  textSid,
} from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
let made = 0;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.exec('delete from spend_days');
  await world.exec('update calls set price_check_at = null');
  await world.exec('delete from contact_counts');
  await world.exec(
    `update calls set status = 'canceled' where status not in ('completed', 'canceled')`,
  );
  await world.rested();
});

const MIDNIGHT = '2026-11-21T00:00:00';
const HOUR = 3_600;
/** Sixteen minutes, the last one being the carrier's own margin, at a cent each. */
const CALL_USD = 0.16;
const cents: Partial<Claim> = { minute_usd: 0.01 };

async function scheduled(change: { to?: string; api_key_id?: string } = {}) {
  const call = world.newCall({ to: world.number(), ...change });
  await world.calls.schedule(call, NOON);
  return call.id;
}

const claimCall = (id: string, change: Partial<Claim> = {}, at = NOON) =>
  world.calls.begin(id, { ...CLAIM, deadline_at: later(8, at).toISOString(), ...change }, at);

async function dialed(change: Partial<Claim> = {}) {
  const id = await scheduled();
  const begun = await claimCall(id, change);
  if (begun.verdict !== 'go') throw new Error(`expected a claim, got ${begun.verdict}`);
  const callSid = sid(`money${made++}`);
  return { id, callSid, fence: begun.fence };
}

async function ended(call: { id: string; callSid: string; fence: number }, seconds: number) {
  await world.calls.recordDialed(call.id, call.fence, call.callSid, later(1));
  await world.calls.recordEvent(
    {
      provider: 'twilio',
      kind: 'status',
      call_sid: call.callSid,
      status: 'completed',
      provider_status: 'completed',
      duration_seconds: seconds,
    },
    later(seconds + 2),
  );
  await world.calls.settle(call.id, { redial: null, reason: 'over' }, later(seconds + 3));
}

async function text(change: { to?: string; api_key_id?: string } = {}) {
  const planned = world.single(change);
  await world.messages.plan(planned, NOON);
  return planned.message_id;
}

const claimText = (id: string, change: Partial<TextClaim> = {}, at = NOON) =>
  world.messages.begin(id, claimAt(at, change), at);

/** What a person writes to a lead: an answer. */
async function answer() {
  const { conversation_id } = await world.planned();
  const written = await world.conversations.write(
    {
      conversation_id,
      message_id: randomUUID(),
      client_message_id: `c${made++}`,
      body: 'Here you are.',
      actor: ANA,
    },
    NOON,
  );
  if (written.result !== 'planned') throw new Error(written.result);
  return written.message.message_id;
}

const spent = () => readSpend(world.db, NOON);
const ruleOf = async (column: 'call_id' | 'message_id', id: string) => {
  const [row] = await world.exec(
    `select verdict, rule from contact_decisions where ${column} = '${id}' order by id desc limit 1`,
  );
  return row;
};

describe('the day’s money for calls', () => {
  const budget = { ...cents, calls_budget_usd: 0.2 };

  it('is taken at the claim for the whole limit of the call, and holds the next until tomorrow', async () => {
    await dialed(budget);
    const next = await scheduled();
    expect(await claimCall(next, budget)).toEqual({
      verdict: 'wait',
      rule: 'budget_calls',
      until: expect.stringContaining(MIDNIGHT),
    });
    expect(await ruleOf('call_id', next)).toEqual({ verdict: 'hold', rule: 'budget_calls' });
    expect(await spent()).toMatchObject({ calls_usd: CALL_USD, total_usd: CALL_USD, calls: 1 });
    const tomorrow = later(24 * HOUR);
    const open_until = later(25 * HOUR).toISOString();
    expect(await claimCall(next, { ...budget, open_until }, tomorrow)).toMatchObject({
      verdict: 'go',
    });
  });

  it('is given back for the minutes that a call did not last', async () => {
    await ended(await dialed(budget), 61);
    expect(await spent()).toMatchObject({ calls_usd: 0.02 });
    expect(await claimCall(await scheduled(), budget)).toMatchObject({ verdict: 'go' });
  });

  it('is what the carrier asks for the call, once it says so', async () => {
    const call = await dialed(budget);
    await ended(call, 61);
    expect(await world.calls.claimPrices(later(100), 500)).toEqual([]);
    const due = await world.calls.claimPrices(later(400), 500);
    expect(due.map(({ id }) => id)).toEqual([call.id]);
    expect(await world.calls.claimPrices(later(500), 500)).toEqual([]);
    expect(await world.calls.recordPrice(call.id, 0.05, later(400))).toBe(true);
    expect(await world.calls.recordPrice(call.id, 0.07, later(500))).toBe(false);
    expect(await spent()).toMatchObject({ calls_usd: 0.05 });
    expect(await world.calls.claimPrices(later(30 * HOUR), 500)).toEqual([]);
  });

  it('is given back for a call that the carrier did not take', async () => {
    const { id, fence } = await dialed(budget);
    await world.calls.release(
      id,
      fence,
      { status: 'scheduled', runAt: later(9) },
      'carrier_busy',
      later(1),
    );
    expect(await spent()).toMatchObject({ calls_usd: 0, calls: 0 });
    expect(await claimCall(await scheduled(), budget)).toMatchObject({ verdict: 'go' });
  });

  it('has room for one of many claims that come at once', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => scheduled()));
    const claims = await Promise.all(ids.map((id) => claimCall(id, budget)));
    expect(claims.filter(({ verdict }) => verdict === 'go')).toHaveLength(1);
    expect(await spent()).toMatchObject({ calls_usd: CALL_USD, calls: 1 });
  });
});

describe('the day’s money for texts and for all', () => {
  it('holds texts when the texts have spent it, and lets calls go on', async () => {
    const budget = { cost_usd: 0.6, texts_budget_usd: 1 };
    expect(await claimText(await text(), budget)).toMatchObject({ verdict: 'go' });
    const second = await text();
    expect(await claimText(second, budget)).toMatchObject({
      verdict: 'wait',
      rule: 'budget_texts',
      until: expect.stringContaining(MIDNIGHT),
    });
    expect(await ruleOf('message_id', second)).toEqual({ verdict: 'hold', rule: 'budget_texts' });
    const call = { ...cents, texts_budget_usd: 1, calls_budget_usd: 1 };
    expect(await claimCall(await scheduled(), call)).toMatchObject({ verdict: 'go' });
  });

  it('is one sum for calls and texts', async () => {
    expect(await claimText(await text(), { cost_usd: 0.9, budget_usd: 1 })).toMatchObject({
      verdict: 'go',
    });
    expect(await claimCall(await scheduled(), { ...cents, budget_usd: 1 })).toMatchObject({
      verdict: 'wait',
      rule: 'budget_day',
    });
  });

  it('keeps its reserve for answers, and holds them too when that is spent', async () => {
    const budget = { cost_usd: 0.3, budget_usd: 1, answer_reserve: 0.4 };
    expect(await claimText(await text(), budget)).toMatchObject({ verdict: 'go' });
    expect(await claimText(await text(), budget)).toMatchObject({ verdict: 'go' });
    expect(await claimText(await text(), budget)).toMatchObject({ rule: 'budget_day' });
    expect(await claimText(await answer(), budget)).toMatchObject({ verdict: 'go' });
    const last = await answer();
    expect(await claimText(last, budget)).toMatchObject({ verdict: 'wait', rule: 'budget_day' });
    expect(await spent()).toMatchObject({ texts_usd: 0.9, texts: 3 });
  });

  it('leaves a campaign’s day as it was when the money holds its text', async () => {
    const campaignId = await world.campaign();
    const lead = await world.planned(campaignId);
    const budget = { cost_usd: 2, texts_budget_usd: 1 };
    expect(await claimText(lead.message_id, budget)).toMatchObject({ rule: 'budget_texts' });
    expect((await world.campaigns.progress(campaignId, NOON)).today).toBe(0);
  });

  it('counts the segments that the carrier counts, and its price when it names one', async () => {
    const id = await text();
    const begun = await claimText(id, { cost_usd: 0.02, segments: 2 });
    if (begun.verdict !== 'go') throw new Error(begun.verdict);
    const textsid = textSid(`money${made++}`);
    await world.messages.recordSent(
      id,
      begun.fence,
      { sid: textsid, status: 'queued', segments: 3 },
      later(1),
    );
    expect((await spent()).texts_usd).toBeCloseTo(0.03);
    await world.messages.recordDelivery(
      {
        provider: 'twilio',
        kind: 'check',
        provider_sid: textsid,
        status: 'delivered',
        provider_status: 'delivered',
        segments: 3,
        price_usd: 0.025,
        next: {},
      },
      later(2),
    );
    expect((await spent()).texts_usd).toBeCloseTo(0.025);
  });
});

describe('contacts to numbers with the same beginning', () => {
  const cap = { prefix: '+252612', prefix_per_hour: 2 };

  it('are so many in an hour, calls and texts and answers together', async () => {
    expect(await claimCall(await scheduled(), cap)).toMatchObject({ verdict: 'go' });
    expect(await claimText(await answer(), cap)).toMatchObject({ verdict: 'go' });
    const third = await text();
    expect(await claimText(third, cap)).toEqual({
      verdict: 'wait',
      rule: 'velocity_prefix',
      until: expect.stringContaining('2026-11-20T18:00:00'),
    });
    expect(await ruleOf('message_id', third)).toEqual({ verdict: 'hold', rule: 'velocity_prefix' });
    const call = await scheduled();
    expect(await claimCall(call, cap)).toMatchObject({ rule: 'velocity_prefix' });
    expect(await claimText(await text(), { ...cap, prefix: '+1202' })).toMatchObject({
      verdict: 'go',
    });
    expect(await claimText(third, cap, later(HOUR))).toMatchObject({ verdict: 'go' });
  });

  it('are not counted when the carrier did not take them', async () => {
    const { id, fence } = await dialed(cap);
    await world.calls.release(
      id,
      fence,
      { status: 'scheduled', runAt: later(9) },
      'carrier_busy',
      later(1),
    );
    for (const _ of [1, 2]) {
      expect(await claimText(await text(), cap)).toMatchObject({ verdict: 'go' });
    }
    expect(await claimText(await text(), cap)).toMatchObject({ rule: 'velocity_prefix' });
  });
});

describe('what one API key asks for', () => {
  it('is so many calls and texts a day, and another key’s are its own', async () => {
    const cap = { key_per_day: 2 };
    const api_key_id = randomUUID();
    expect(await claimCall(await scheduled({ api_key_id }), cap)).toMatchObject({ verdict: 'go' });
    expect(await claimText(await text({ api_key_id }), cap)).toMatchObject({ verdict: 'go' });
    const third = await scheduled({ api_key_id });
    expect(await claimCall(third, cap)).toMatchObject({
      verdict: 'wait',
      rule: 'key_day',
      until: expect.stringContaining(MIDNIGHT),
    });
    expect(await ruleOf('call_id', third)).toEqual({ verdict: 'hold', rule: 'key_day' });
    const other = await scheduled({ api_key_id: randomUUID() });
    expect(await claimCall(other, cap)).toMatchObject({ verdict: 'go' });
    expect(await claimText(await text(), cap)).toMatchObject({ verdict: 'go' });
  });
});

describe('an answer to HELP', () => {
  it('is given so often in a day, and then refused with its reason', async () => {
    const { phone } = await world.planned();
    const ask = async (at: Date) => {
      const notice = { message_id: randomUUID(), body: 'Write what you need.' };
      await world.inbound.receive(
        world.inboundText(phone, { body: 'HELP', opt_out: { kind: 'help' }, notice }),
        at,
      );
      return claimText(notice.message_id, { notices_per_day: 2 }, at);
    };
    const answers = [];
    for (const minute of [1, 2, 3]) answers.push(await ask(later(minute * 60)));
    expect(answers.map(({ verdict }) => verdict)).toEqual(['go', 'go', 'denied']);
    expect(answers[2]).toEqual({ verdict: 'denied', rule: 'cap_notices' });
    expect(await ask(later(25 * HOUR))).toMatchObject({ verdict: 'go' });
  });
});
