import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANA, later, NOON } from '@ringback/testing/database-world.ts';
import { DAY, textSid, textStep } from '@ringback/testing/texts-world.ts';
import { type SendersWorld, startSendersWorld, WINDOW_MS } from './senders-world.ts';

let world: SendersWorld;
beforeAll(async () => {
  world = await startSendersWorld();
});
afterAll(() => world.stop());

describe('a line', () => {
  it('has no more in the queue than its sender can send soon; the rest waits as it is', async () => {
    const { name, campaignId } = await world.sender();
    await world.line(campaignId, 1_000);
    const given = await world.due(name, NOON);
    expect(given.map(({ turn_at }) => Date.parse(turn_at) - NOON.getTime())).toEqual([
      0, 1_000, 2_000, 3_000, 4_000,
    ]);
    // Swept again and again, nothing more comes out before something has left.
    for (const seconds of [0.1, 1.5, 3]) expect(await world.due(name, later(seconds))).toEqual([]);
    const rows = await world.exec(
      `select count(*)::int as planned from sms_messages where sender = '${name}'`,
    );
    expect(rows).toEqual([{ planned: 5 }]);
    expect((await world.senders.list(NOON)).find((one) => one.sender === name)?.waiting).toBe(
      1_000,
    );
    await world.campaigns.setStatus(campaignId, 'paused', NOON);
  });

  it('is worked off at the pace, with about one claim for each text', async () => {
    const { name, campaignId } = await world.sender(4);
    await world.line(campaignId, 100);
    let asked = 0;
    const left = await world.work(name, NOON, 20, (id, at) => {
      asked += 1;
      return world.claim(id, at);
    });
    expect(left.length).toBeGreaterThanOrEqual(75);
    expect(left.length).toBeLessThanOrEqual(20 * 4 + 3);
    expect(asked).toBeLessThan(left.length * 1.5);
    for (const { atMs } of left) {
      const within = left.filter((one) => one.atMs >= atMs && one.atMs < atMs + 1_000);
      expect(within.length).toBeLessThanOrEqual(4 + 2 + 1);
    }
    expect(new Set(left.map(({ id }) => id)).size).toBe(left.length);
    await world.campaigns.setStatus(campaignId, 'paused', NOON);
    await world.exec(`update sms_messages set delivery_status = 'canceled', suppressed_reason = 'over'
      where sender = '${name}' and delivery_status = 'pending'`);
  });

  it('of one sender hides no other, however long it is', async () => {
    const slow = await world.sender();
    const quick = await world.sender(100);
    await world.line(slow.campaignId, 600);
    await world.line(quick.campaignId, 20);
    // Even where one sweep may give out less than either has.
    const { due: given } = await world.messages.claimDue(WINDOW_MS, later(1), 10);
    const of = ({ name }: { name: string }) => given.filter((one) => one.sender === name).length;
    expect(of(slow)).toBeGreaterThan(0);
    expect(of(quick)).toBeGreaterThan(0);
    for (const { campaignId } of [slow, quick]) {
      await world.campaigns.setStatus(campaignId, 'paused', NOON);
    }
  });

  it('lets answers go first', async () => {
    const { name, campaignId } = await world.sender();
    const lead = await world.planned(campaignId);
    await world.line(campaignId, 50);
    await world.due(name, NOON);
    const human = await world.conversations.write(
      {
        conversation_id: lead.conversation_id,
        message_id: randomUUID(),
        client_message_id: 'c1',
        body: 'Hi, this is Ana.',
        actor: ANA,
      },
      later(1),
    );
    if (human.result !== 'planned') throw new Error(human.result);
    const [first] = await world.due(name, later(1));
    expect(first).toMatchObject({ id: human.message.message_id, kind: 'human', again: false });
    expect(Date.parse(first?.turn_at ?? '')).toBe(later(1).getTime());
    await world.campaigns.setStatus(campaignId, 'paused', NOON);
  });

  it('does not hold up the calls of its campaign', async () => {
    const name = world.newNumber();
    const call = { channel: 'call' as const, delay_seconds: 0, variants: [] };
    const campaignId = await world.campaign([textStep('Hello.'), call], { sender: name });
    await world.line(campaignId, 30);
    await world.exec(
      `update sms_campaign_enrollments set next_step = 2
       where campaign_id = '${campaignId}' and id in (
         select id from sms_campaign_enrollments where campaign_id = '${campaignId}'
         order by id desc limit 5)`,
    );
    await world.exec(
      `update senders set rests_until = '${later(3_600).toISOString()}' where sender = '${name}'`,
    );
    expect(await world.due(name, NOON)).toEqual([]);
    const calls = await world.exec(
      `select count(*)::int as n from calls where campaign_id = '${campaignId}'`,
    );
    expect(calls).toEqual([{ n: 5 }]);
    await world.campaigns.setStatus(campaignId, 'paused', NOON);
  });

  it('that is longer than the window stands still until the window opens again', async () => {
    const { name, campaignId } = await world.sender();
    await world.line(campaignId, 30);
    const closes = later(10);
    const opens = later(DAY);
    /** As the worker does: outside the window it is held, and inside it the claim knows the end. */
    const judged = async (id: string, at: Date) => {
      if (at >= closes && at < opens) {
        const why = { rule: 'quiet_hours', reason: 'Night.' };
        await world.messages.hold(id, opens, why, at);
        return { verdict: 'denied', rule: 'quiet_hours' } as const;
      }
      const openUntil = (at < closes ? closes : later(2 * DAY)).toISOString();
      return world.claim(id, at, { open_until: openUntil });
    };
    const evening = await world.work(name, NOON, 40, judged);
    expect(evening.length).toBeGreaterThanOrEqual(9);
    expect(evening.every(({ atMs }) => atMs < closes.getTime())).toBe(true);
    const morning = await world.work(name, opens, 40, judged);
    expect(morning.every(({ atMs }) => atMs >= opens.getTime())).toBe(true);
    expect(evening.length + morning.length).toBe(30);
    expect(new Set([...evening, ...morning].map(({ id }) => id)).size).toBe(30);
    expect(await world.due(name, later(DAY + 60))).toEqual([]);
  });
});

it('a sender has room again for what a text of another time left behind', async () => {
  const { name, campaignId } = await world.sender();
  const lead = await world.planned(campaignId);
  const given = async (at: Date) => (await world.due(name, at)).map(({ again }) => again);
  expect(await given(NOON)).toEqual([false]);
  expect(await given(later(10))).toEqual([]);
  // The job was lost: it comes again, and says so.
  expect(await given(later(16))).toEqual([true]);
  const fence = await world.claimed(lead.message_id, later(17));
  const sent = { sid: textSid('room'), status: 'queued' } as const;
  await world.messages.recordSent(lead.message_id, fence, sent, later(17));
  expect(await given(later(60))).toEqual([]);
});
