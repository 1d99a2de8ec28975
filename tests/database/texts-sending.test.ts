import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { put } from '@ringback/shared/testing/put.ts';
import { later, NOON } from '@ringback/testing/database-world.ts';
import {
  DAY,
  startTextsWorld,
  TEXT_CLAIM,
  type TextsWorld,
  textSid,
  textStep,
} from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

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
  it('has its length, also where news of it was quicker than the answer', async () => {
    const lead = await world.planned();
    const fence = await world.claimed(lead.message_id);
    const sent = { sid: textSid('quick'), status: 'queued', segments: 2 } as const;
    await world.messages.recordDelivery(
      {
        ...{ provider: 'twilio', kind: 'callback', provider_sid: sent.sid },
        ...{ message_id: lead.message_id, status: 'delivered', provider_status: 'delivered' },
      },
      later(2),
    );
    await world.messages.recordSent(lead.message_id, fence, sent, later(3));
    expect(await world.text(lead.message_id)).toMatchObject({
      delivery_status: 'delivered',
      segments: 2,
    });
  });

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
    const text = world.single({ idempotency_key_hash: 'key-1', request_hash: 'r1' });
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
    const held = world.single({
      decision: { verdict: 'hold', rule: 'window_closed', reason: 'Night.', hold_until: until },
    });
    expect(await world.messages.plan(held, NOON)).toMatchObject({
      result: 'planned',
      message: { delivery_status: 'held', held_reason: 'window_closed' },
    });
    const blocked = world.single();
    await world.suppressions.add({ phone: blocked.to, scope: 'sms', source: 'api' }, NOON);
    expect(await world.messages.plan(blocked, NOON)).toEqual({ result: 'suppressed' });
    expect(await world.messages.plan(world.single({ lead_id: 999_999 }), NOON)).toEqual({
      result: 'no_such_lead',
    });
  });

  it('is ended by an opt-out on the telephone', async () => {
    const text = world.single();
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
    const ended_at = later(3_700).toISOString();
    await world.exec(
      put(
        'calls',
        `update calls set status = 'no_answer', ended_at = '${ended_at}' where id = '${callId}'`,
      ),
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
