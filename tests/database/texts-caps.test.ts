import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { put } from '@ringback/shared/testing/put.ts';
import { ANA, later, NOON } from '@ringback/testing/database-world.ts';
import { claimAt, DAY, TEXT_CLAIM, textStep } from '@ringback/testing/texts-world.ts';
import { type SendersWorld, startSendersWorld } from './senders-world.ts';

let world: SendersWorld;
beforeAll(async () => {
  world = await startSendersWorld();
});
afterAll(() => world.stop());

describe('the caps', () => {
  it('count over all campaigns and single texts of a number, and not what answers it', async () => {
    const first = await world.planned();
    await world.sent(first.message_id);
    const second = world.single({ to: first.phone });
    await world.messages.plan(second, later(60));
    const limits = [
      { id: 'texts_per_day', channels: ['text'] as const, limit: 1, window_hours: 24 },
    ];
    const claim = claimAt(later(60), { limits });
    expect(await world.messages.begin(second.message_id, claim, later(60))).toMatchObject({
      verdict: 'wait',
      rule: 'cap_texts_per_day',
      until: expect.stringContaining('2026-11-21T17:00:00'),
    });
    expect(await world.text(second.message_id)).toMatchObject({
      delivery_status: 'held',
      held_reason: 'cap_texts_per_day',
    });
    const human = await world.conversations.write(
      {
        conversation_id: first.conversation_id,
        message_id: randomUUID(),
        client_message_id: 'c1',
        body: 'Hi, this is Ana.',
        actor: ANA,
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
    const dialed_at = NOON.toISOString();
    await world.exec(
      put(
        'calls',
        `update calls set dialed_at = '${dialed_at}', status = 'completed' where id = '${call.id}'`,
      ),
    );
    const channels = ['call', 'text'] as const;
    const limits = [{ id: 'touches_per_day', channels, limit: 1, window_hours: 24 }];
    const claim = { ...TEXT_CLAIM, limits };
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
      const { message_id, ...text } = world.single({ to: lead.phone });
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
    const claim = (at: Date) => world.messages.begin(id, claimAt(at), at);
    expect(await claim(later(62))).toMatchObject({
      verdict: 'wait',
      rule: 'cap_campaign_per_lead',
    });
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
    const one = world.single({ campaign_id: campaignId });
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
    // What the tests before it spent is counted, budget or not.
    await world.exec('delete from spend_days');
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

describe('money', () => {
  const paid = { cost_usd: 0.6, budget_usd: 1 };

  it('spent on answers counts, and silences nobody who answers', async () => {
    const { campaignId } = await world.sender(1_000);
    const [lead, other] = [await world.planned(campaignId), await world.planned(campaignId)];
    const at = later(30 * DAY);
    const write = async (words: string) => {
      const human = await world.conversations.write(
        {
          conversation_id: lead.conversation_id,
          message_id: randomUUID(),
          client_message_id: words,
          body: words,
          actor: ANA,
        },
        at,
      );
      if (human.result !== 'planned') throw new Error(human.result);
      return human.message.message_id;
    };
    const spent = async () => {
      const context = await world.messages.context(other.message_id, at);
      return context?.spent_today_usd;
    };
    const first = await write('One.');
    const begun = await world.claim(first, at, paid);
    expect([begun.verdict, await spent()]).toEqual(['go', 0.6]);
    expect((await world.claim(await write('Two.'), at, paid)).verdict).toBe('go');
    expect(await spent()).toBe(1.2);
    expect(await world.claim(other.message_id, at, paid)).toMatchObject({ rule: 'budget_day' });

    if (begun.verdict !== 'go') throw new Error(begun.verdict);
    await world.messages.release(first, begun.fence, { status: 'failed' }, '21617', at);
    expect(await spent()).toBe(0.6);
  });
});
