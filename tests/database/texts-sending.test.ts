import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectDb } from '@ringback/shared/db/client.ts';
import { createMessages } from '@ringback/shared/db/messages.ts';
import { later, NOON, SECRET_KEY } from './database-world.ts';
import {
  claimAt,
  OUR_NUMBER,
  startTextsWorld,
  TEXT_CLAIM,
  type TextsWorld,
  textSid,
  textStep,
} from './texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
}, 60_000);
afterAll(() => world.stop());

const DAY = 86_400;
const single = (change = {}) => ({
  message_id: randomUUID(),
  to: world.number(),
  body: 'Your car is ready.',
  sender: OUR_NUMBER,
  ...change,
});

describe('claiming a text', () => {
  it('lets one of many workers go, and gives the text its place', async () => {
    const lead = await world.planned();
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => world.messages.begin(lead.message_id, TEXT_CLAIM, NOON)),
    );
    expect(claims.filter(({ verdict }) => verdict === 'go')).toHaveLength(1);
    expect(claims.filter(({ verdict }) => verdict === 'skip')).toHaveLength(7);
    expect(await world.text(lead.message_id)).toMatchObject({
      delivery_status: 'sending',
      seq: 1,
      body: 'Hello there.',
      variant: 'a',
      fence: 1,
    });
  });

  it('does not go before its time, nor from the minute at which the window closes', async () => {
    const campaignId = await world.campaign([textStep('Hello.', 60)]);
    const lead = await world.planned(campaignId);
    expect(await world.messages.begin(lead.message_id, TEXT_CLAIM, later(59))).toMatchObject({
      verdict: 'wait',
      rule: 'not_due',
    });
    const closed = claimAt(later(60), { open_until: later(60).toISOString() });
    expect(await world.messages.begin(lead.message_id, closed, later(60))).toMatchObject({
      verdict: 'wait',
      rule: 'window_closed',
    });
    expect(
      await world.messages.begin(lead.message_id, claimAt(later(60)), later(60)),
    ).toMatchObject({
      verdict: 'go',
    });
  });

  it('is refused after consent was revoked or ran out', async () => {
    const revoked = await world.planned();
    await world.exec(
      `update consents set revoked_at = '${NOON.toISOString()}' where phone = '${revoked.phone}'`,
    );
    expect(await world.messages.begin(revoked.message_id, TEXT_CLAIM, NOON)).toEqual({
      verdict: 'denied',
      rule: 'no_consent',
    });
    const lapsed = await world.planned();
    await world.exec(
      `update consents set expires_at = '${NOON.toISOString()}' where phone = '${lapsed.phone}'`,
    );
    expect(await world.messages.begin(lapsed.message_id, TEXT_CLAIM, NOON)).toEqual({
      verdict: 'denied',
      rule: 'no_consent',
    });
    expect(await world.enrollment(lapsed.phone)).toMatchObject({
      status: 'stopped',
      reason: 'no_consent',
    });
  });

  it('waits while everything is switched off, with one decision for all the waiting', async () => {
    const lead = await world.planned();
    await world.switches.set('stop_texts', true, 'a drill', NOON);
    const asked = [NOON, later(300), later(600)];
    for (const at of asked) {
      expect(await world.messages.begin(lead.message_id, claimAt(at), at)).toMatchObject({
        verdict: 'wait',
        rule: 'switched_off',
      });
    }
    await world.switches.set('stop_texts', false, 'over', later(700));
    expect(await world.decisions(lead.lead.id)).toEqual([
      { verdict: 'hold', rule: 'switched_off' },
    ]);
    expect(
      await world.messages.begin(lead.message_id, claimAt(later(900)), later(900)),
    ).toMatchObject({
      verdict: 'go',
    });
  });

  it('finds the campaign paused, and plans the step anew when it goes on', async () => {
    const campaignId = await world.campaign();
    const lead = await world.planned(campaignId);
    await world.campaigns.setStatus(campaignId, 'paused', NOON);
    expect(await world.messages.begin(lead.message_id, TEXT_CLAIM, NOON)).toEqual({
      verdict: 'denied',
      rule: 'campaign_paused',
    });
    await world.sweep(later(60));
    expect(await world.enrollment(lead.phone)).toMatchObject({
      status: 'active',
      message_id: null,
    });
    await world.campaigns.setStatus(campaignId, 'running', later(61));
    const swept = await world.sweep(later(62));
    expect(swept.planned).toBe(1);
    const planned = await world.enrollment(lead.phone);
    expect(await world.text(String(planned?.['message_id']))).toMatchObject({
      step: 1,
      delivery_status: 'pending',
    });
  });

  it('asks for new words when the step was edited in between', async () => {
    const campaignId = await world.campaign([textStep('Old words.')]);
    const lead = await world.planned(campaignId);
    const context = await world.messages.context(lead.message_id, NOON);
    expect(context).toMatchObject({ step: { version: 1 }, consents: [{ kind: 'written' }] });
    await world.campaigns.editSteps(campaignId, [textStep('New words.')], NOON);
    const claim = { ...TEXT_CLAIM, step_version: 1, body: 'Old words.' };
    expect(await world.messages.begin(lead.message_id, claim, NOON)).toMatchObject({
      verdict: 'wait',
      rule: 'step_edited',
    });
    const fresh = { ...claim, step_version: 2, body: 'New words.' };
    expect(await world.messages.begin(lead.message_id, fresh, NOON)).toMatchObject({
      verdict: 'go',
      message: { body: 'New words.', step_version: 2 },
    });
  });
});

describe('what a decision needs', () => {
  it('is read in one trip for all that are decided at the same moment', async () => {
    const leads = [await world.planned(), await world.planned(), await world.planned()];
    let trips = 0;
    const db = connectDb({
      url: world.url,
      secretKey: SECRET_KEY,
      fetch: (...request) => {
        trips += 1;
        return world.fetch(...request);
      },
    });
    const { context } = createMessages(db);
    const ids = [...leads.map(({ message_id }) => message_id), randomUUID()];
    const read = await Promise.all([...ids, ...ids].map((id) => context(id, NOON)));
    const expected = [...ids.slice(0, 3), undefined];
    expect(read.map((one) => one?.message.message_id)).toEqual([...expected, ...expected]);
    expect(read.map((one) => one?.lead?.phone)).toEqual(
      [...leads, undefined, ...leads, undefined].map((lead) => lead?.phone),
    );
    expect(trips).toBe(1);
    expect(await context(String(ids[0]), later(1))).toMatchObject({ switched_off: false });
    expect(trips).toBe(2);
  });
});

describe('the caps', () => {
  it('count over all campaigns and single texts of a number, and not what answers it', async () => {
    const first = await world.planned();
    await world.sent(first.message_id);
    const second = single({ to: first.phone });
    await world.messages.plan(second, later(60));
    const claim = claimAt(later(60), { caps: { per_day: 1 } });
    expect(await world.messages.begin(second.message_id, claim, later(60))).toMatchObject({
      verdict: 'wait',
      rule: 'cap_per_day',
      until: expect.stringContaining('2026-11-21T17:00:00'),
    });
    expect(await world.text(second.message_id)).toMatchObject({
      delivery_status: 'held',
      held_reason: 'cap_per_day',
    });
    const human = await world.conversations.write(
      {
        conversation_id: first.conversation_id,
        message_id: randomUUID(),
        client_message_id: 'c1',
        body: 'Hi, this is Ana.',
        by: 'ana',
      },
      later(61),
    );
    if (human.result !== 'planned') throw new Error(human.result);
    expect(
      await world.messages.begin(human.message.message_id, claimAt(later(62), claim), later(62)),
    ).toMatchObject({ verdict: 'go' });
  });

  it('count calls as touches', async () => {
    const lead = await world.planned();
    const call = world.newCall({ to: lead.phone });
    await world.calls.schedule(call, NOON);
    await world.exec(
      `update calls set dialed_at = '${NOON.toISOString()}', status = 'completed' where id = '${call.id}'`,
    );
    const claim = { ...TEXT_CLAIM, caps: { per_day: 5, touches_per_day: 1 } };
    expect(await world.messages.begin(lead.message_id, claim, NOON)).toMatchObject({
      verdict: 'wait',
      rule: 'cap_touches_per_day',
    });
  });

  it('of a state, or of a week, are judged again at the claim, whoever came between', async () => {
    const lead = await world.planned();
    const limit = { channels: ['call', 'text'] as const, limit: 2 };
    const limits = [
      { ...limit, id: 'us-fl-3-in-24h', window_hours: 24 },
      { ...limit, id: 'touches_per_week', window_hours: 168 },
    ];
    for (const hours of [0, 30]) {
      const { message_id, ...text } = single({ to: lead.phone });
      const at = later(hours * 3_600);
      await world.messages.plan({ ...text, message_id }, at);
      await world.claimed(message_id, at, { limits });
    }
    const at = later(31 * 3_600);
    expect(await world.messages.begin(lead.message_id, claimAt(at, { limits }), at)).toMatchObject({
      verdict: 'wait',
      rule: 'cap_touches_per_week',
      until: expect.stringContaining('2026-11-27T17:00:00'),
    });
    expect(await world.text(lead.message_id)).toMatchObject({
      delivery_status: 'held',
      held_reason: 'cap_touches_per_week',
    });
  });

  it('of a campaign’s day hold the rest until midnight where the campaign lives', async () => {
    const campaignId = await world.campaign([textStep('Hello.')], {
      daily_cap: 2,
      timezone: 'America/New_York',
    });
    const leads = [];
    for (const _ of [1, 2, 3]) leads.push(await world.planned(campaignId));
    const claims = await Promise.all(
      leads.map((lead) => world.messages.begin(lead.message_id, TEXT_CLAIM, NOON)),
    );
    expect(claims.filter(({ verdict }) => verdict === 'go')).toHaveLength(2);
    const held = claims.find(({ verdict }) => verdict === 'wait');
    expect(held).toMatchObject({
      rule: 'cap_campaign_day',
      until: expect.stringContaining('2026-11-21T05:00:00'),
    });
    const late = await world.arrived(campaignId);
    await world.exec(
      `update sms_campaign_enrollments set message_id = null where id = ${late.enrollment_id}`,
    );
    await world.exec(`delete from sms_messages where enrollment_id = ${late.enrollment_id}`);
    expect((await world.sweep(later(60))).planned).toBe(0);
    expect((await world.sweep(later(DAY))).planned).toBe(1);
  });

  it.each([
    ['cap_campaign_day', { daily_cap: 1 }, { daily_cap: 2 }, TEXT_CLAIM],
    [
      'campaign_budget',
      { budget_usd: 0.02 },
      { budget_usd: 0.05 },
      { ...TEXT_CLAIM, cost_usd: 0.015 },
    ],
  ])('that are raised (%s) let go at once what they held', async (rule, before, after, claim) => {
    const campaignId = await world.campaign([textStep('Hello.')], before);
    const [first, second] = [await world.planned(campaignId), await world.planned(campaignId)];
    await world.messages.begin(first.message_id, claim, NOON);
    const { message_id: id } = second;
    expect(await world.messages.begin(id, claim, NOON)).toMatchObject({ verdict: 'wait', rule });
    expect(await world.text(id)).toMatchObject({ delivery_status: 'held', held_reason: rule });

    const due = async (at: Date) => (await world.sweep(at)).due.map((one) => one.id);
    await world.campaigns.update(campaignId, { goal: 'a visit' }, later(5));
    expect(await due(later(6))).not.toContain(id);
    await world.campaigns.update(campaignId, after, later(10));
    expect(await due(later(10))).toContain(id);
    const again = { ...claim, ...claimAt(later(11)), cost_usd: 'cost_usd' in claim ? 0.015 : 0 };
    expect(await world.messages.begin(id, again, later(11))).toMatchObject({ verdict: 'go' });
  });

  it('of one lead in a campaign that are raised let go at once, too', async () => {
    const lead = await world.planned();
    await world.sent(lead.message_id);
    const campaignId = await world.campaign([textStep('Hello.')], { per_lead_per_day: 1 });
    await world.exec(
      `update sms_campaign_enrollments set status = 'completed' where id = ${lead.enrollment_id}`,
    );
    const [row] = await world.enrollments.enroll(campaignId, [lead.lead.id], later(60));
    await world.sweep(later(61));
    const [text] = await world.exec(
      `select message_id from sms_messages where enrollment_id = ${row?.enrollment_id}`,
    );
    const id = String(text?.['message_id']);
    const caps = { per_day: 5, touches_per_day: 9 };
    const claim = (at: Date) => world.messages.begin(id, { ...claimAt(at), caps }, at);
    expect(await claim(later(62))).toMatchObject({ verdict: 'wait', rule: 'cap_per_day' });
    await world.campaigns.update(campaignId, { per_lead_per_day: 2 }, later(70));
    expect((await world.sweep(later(70))).due.map((due) => due.id)).toContain(id);
    expect(await claim(later(71))).toMatchObject({ verdict: 'go' });
  });

  it('give back what the carrier never took', async () => {
    const campaignId = await world.campaign([textStep('Hello.')], { daily_cap: 1 });
    const [first, second] = [await world.planned(campaignId), await world.planned(campaignId)];
    const fence = await world.claimed(first.message_id);
    const back = { status: 'pending', send_at: later(900).toISOString() } as const;
    await world.messages.release(first.message_id, fence, back, 'carrier_busy', later(1));
    expect(
      await world.messages.begin(second.message_id, claimAt(later(2)), later(2)),
    ).toMatchObject({
      verdict: 'go',
    });
    expect(await world.text(first.message_id)).toMatchObject({
      delivery_status: 'pending',
      claimed_at: null,
      held_reason: 'carrier_busy',
    });
  });

  it('count a single text with the campaign that it names, and give that back as well', async () => {
    const campaignId = await world.campaign([textStep('Hello.')], { daily_cap: 2 });
    const today = async () => (await world.campaigns.progress(campaignId, NOON)).today;
    const lead = await world.planned(campaignId);
    await world.sent(lead.message_id);
    const one = single({ campaign_id: campaignId });
    await world.messages.plan(one, NOON);
    const fence = await world.claimed(one.message_id);
    expect(await today()).toBe(2);
    const third = await world.planned(campaignId);
    expect(await world.messages.begin(third.message_id, claimAt(NOON), NOON)).toMatchObject({
      rule: 'cap_campaign_day',
    });
    const back = { status: 'pending', send_at: later(900).toISOString() } as const;
    await world.messages.release(one.message_id, fence, back, 'carrier_busy', later(1));
    expect(await today()).toBe(1);
  });

  it('of money hold what would exceed them, for one campaign and for all', async () => {
    const campaignId = await world.campaign([textStep('Hello.')], { budget_usd: 0.02 });
    const [first, second] = [await world.planned(campaignId), await world.planned(campaignId)];
    const paid = { ...TEXT_CLAIM, cost_usd: 0.015, budget_usd: 0.02 };
    expect(await world.messages.begin(first.message_id, paid, NOON)).toMatchObject({
      verdict: 'go',
    });
    expect(await world.messages.begin(second.message_id, paid, NOON)).toMatchObject({
      verdict: 'wait',
      rule: 'campaign_budget',
    });
    const other = await world.planned();
    expect(await world.messages.begin(other.message_id, paid, NOON)).toMatchObject({
      verdict: 'wait',
      rule: 'budget_day',
      until: expect.stringContaining('2026-11-21T00:00:00'),
    });
  });
});

it('a campaign that ends takes back at once what had not left, and says so', async () => {
  const campaignId = await world.campaign([textStep('Hello.')], { daily_cap: 1 });
  const [gone, held, waits] = [
    await world.planned(campaignId),
    await world.planned(campaignId),
    await world.planned(campaignId),
  ];
  await world.sent(gone.message_id);
  await world.messages.begin(held.message_id, TEXT_CLAIM, NOON);
  await world.campaigns.setStatus(campaignId, 'ended', later(30));
  expect((await world.campaigns.progress(campaignId, later(31))).messages).toEqual({
    queued: 1,
    canceled: 2,
  });
  for (const lead of [held, waits]) {
    expect(await world.text(lead.message_id)).toMatchObject({
      delivery_status: 'canceled',
      suppressed_reason: 'campaign_ended',
    });
    expect((await world.decisions(lead.lead.id)).at(-1)).toMatchObject({
      verdict: 'deny',
      rule: 'campaign_ended',
    });
  }
  expect((await world.sweep(later(60))).due.map(({ id }) => id)).not.toContain(held.message_id);
});

describe('what the carrier took', () => {
  it('is recorded once, and the next step counts from there', async () => {
    const lead = await world.planned();
    const fence = await world.claimed(lead.message_id);
    const sent = { sid: textSid('once'), status: 'queued', segments: 2 } as const;
    expect(await world.messages.recordSent(lead.message_id, fence, sent, later(3))).toBe(
      'recorded',
    );
    expect(await world.messages.recordSent(lead.message_id, fence, sent, later(4))).toBe('already');
    const other = { ...sent, sid: textSid('twice') };
    expect(await world.messages.recordSent(lead.message_id, fence, other, later(5))).toBe(
      'duplicate',
    );
    expect(await world.text(lead.message_id)).toMatchObject({
      provider_sid: sent.sid,
      segments: 2,
    });
    expect(await world.enrollment(lead.phone)).toMatchObject({
      next_step: 2,
      message_id: null,
      status: 'active',
      next_message_at: expect.anything(),
    });
    expect(await world.leads.findByPhone(lead.phone)).toMatchObject({
      lead_status: 'contacted',
      last_contacted_at: expect.stringContaining('2026-11-20T17:00:03'),
    });
    expect((await world.sweep(later(DAY - 100))).planned).toBe(0);
    await world.sweep(later(DAY));
    const next = await world.enrollment(lead.phone);
    await world.sent(String(next?.['message_id']), later(DAY + 3));
    expect(await world.enrollment(lead.phone)).toMatchObject({
      status: 'completed',
      reason: 'steps_done',
    });
  });

  it('tells a worker that comes back from the dead that it is late', async () => {
    const lead = await world.planned();
    const fence = await world.claimed(lead.message_id);
    const back = { status: 'pending', send_at: later(60).toISOString() } as const;
    await world.messages.release(lead.message_id, fence, back, 'test', later(1));
    const sent = { sid: textSid('late'), status: 'queued' } as const;
    expect(await world.messages.recordSent(lead.message_id, fence, sent, later(2))).toBe('late');
  });

  it('when refused for good ends the step and goes on with the next, or stops as told', async () => {
    const [on, off] = [await world.planned(), await world.planned()];
    const fence = await world.claimed(on.message_id);
    await world.messages.release(on.message_id, fence, { status: 'failed' }, '30007', later(1));
    expect(await world.text(on.message_id)).toMatchObject({
      delivery_status: 'failed',
      delivery_error: '30007',
    });
    expect(await world.enrollment(on.phone)).toMatchObject({ status: 'active', next_step: 2 });

    const other = await world.claimed(off.message_id);
    const failed = { status: 'failed', next: { stop: 'bad_number' } } as const;
    await world.messages.release(off.message_id, other, failed, '21211', later(1));
    expect(await world.enrollment(off.phone)).toMatchObject({
      status: 'stopped',
      reason: 'bad_number',
    });
  });

  it('when refused because the lead had opted out there blocks the number here', async () => {
    const lead = await world.planned();
    const fence = await world.claimed(lead.message_id);
    const next = { suppress: { scope: 'all', source: 'carrier' } } as const;
    await world.messages.release(
      lead.message_id,
      fence,
      { status: 'failed', next },
      '21610',
      later(1),
    );
    expect(await world.suppressions.has(lead.phone, 'sms')).toBe(true);
    expect(await world.enrollment(lead.phone)).toMatchObject({
      status: 'stopped',
      reason: 'opted_out',
    });
    expect(await world.conversations.find(lead.conversation_id)).toMatchObject({
      owner: 'closed',
      conversion_status: 'discarded',
    });
  });
});

describe('a single text', () => {
  it('is planned once per id and per key, and states that the lead agreed', async () => {
    const text = single({ idempotency_key_hash: 'key-1', request_hash: 'r1' });
    const made = await Promise.all(
      Array.from({ length: 5 }, () =>
        world.messages.plan({ ...text, message_id: randomUUID() }, NOON),
      ),
    );
    expect(made.filter(({ result }) => result === 'planned')).toHaveLength(1);
    expect(new Set(made.map((one) => ('message' in one ? one.message.message_id : ''))).size).toBe(
      1,
    );
    expect(await world.consents.ofPhone(text.to)).toMatchObject([{ kind: 'operator' }]);
    const other = { ...text, message_id: randomUUID(), request_hash: 'r2' };
    expect(await world.messages.plan(other, NOON)).toEqual({ result: 'key_reused' });
  });

  it('is held with its reason, and refused for a blocked number', async () => {
    const until = later(3_600).toISOString();
    const held = single({
      decision: { verdict: 'hold', rule: 'window_closed', reason: 'Night.', hold_until: until },
    });
    expect(await world.messages.plan(held, NOON)).toMatchObject({
      result: 'planned',
      message: { delivery_status: 'held', held_reason: 'window_closed' },
    });
    const blocked = single();
    await world.suppressions.add({ phone: blocked.to, scope: 'sms', source: 'api' }, NOON);
    expect(await world.messages.plan(blocked, NOON)).toEqual({ result: 'suppressed' });
    expect(await world.messages.plan(single({ lead_id: 999_999 }), NOON)).toEqual({
      result: 'no_such_lead',
    });
  });

  it('is ended by an opt-out on the telephone', async () => {
    const text = single();
    await world.messages.plan(text, NOON);
    await world.suppressions.add({ phone: text.to, scope: 'all', source: 'spoken' }, NOON);
    expect(await world.messages.begin(text.message_id, TEXT_CLAIM, NOON)).toEqual({
      verdict: 'skip',
      status: 'canceled',
    });
  });
});

describe('the sweep', () => {
  it('gives a text out again a quarter of a minute later if nobody took it', async () => {
    const lead = await world.planned();
    const given = async (at: Date) =>
      (await world.sweep(at)).due.filter(({ id }) => id === lead.message_id).length;
    expect(await given(later(1))).toBe(1);
    expect(await given(later(10))).toBe(0);
    expect(await given(later(17))).toBe(1);
    await world.sent(lead.message_id, later(20));
    expect(await given(later(60))).toBe(0);
  });

  it('plans a call where the step is a call, and goes on when the call is settled', async () => {
    const campaignId = await world.campaign([
      textStep('Hello.'),
      { channel: 'call', delay_seconds: 3_600, variants: [] },
      textStep('We tried to reach you.', 7_200),
    ]);
    const lead = await world.planned(campaignId);
    await world.sent(lead.message_id);
    await world.sweep(later(3_600));
    const waiting = await world.enrollment(lead.phone);
    const callId = String(waiting?.['call_id']);
    expect(await world.calls.get(callId)).toMatchObject({
      origin: 'campaign',
      campaign_id: campaignId,
      status: 'scheduled',
    });
    await world.exec(
      `update calls set status = 'no_answer', ended_at = '${later(3_700).toISOString()}' where id = '${callId}'`,
    );
    await world.calls.settle(callId, { redial: null, reason: '' }, later(3_700));
    expect(await world.enrollment(lead.phone)).toMatchObject({ next_step: 3, call_id: null });
    expect((await world.sweep(later(3_700 + 7_200))).planned).toBe(1);
  });

  it('leaves out a call nobody agreed to, and says so', async () => {
    const campaignId = await world.campaign([
      { channel: 'call', delay_seconds: 0, variants: [] },
      textStep('Hello.'),
    ]);
    const lead = await world.arrived(campaignId, { consent: { channel: 'text', kind: 'written' } });
    expect(await world.enrollment(lead.phone)).toMatchObject({ next_step: 2, call_id: null });
    expect(await world.decisions(lead.lead.id)).toEqual([{ verdict: 'deny', rule: 'no_consent' }]);
  });
});
