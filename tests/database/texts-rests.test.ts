import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { later, NOON } from '@ringback/testing/database-world.ts';
import { claimAt, DAY } from '@ringback/testing/texts-world.ts';
import { type SendersWorld, startSendersWorld } from './senders-world.ts';

let world: SendersWorld;
beforeAll(async () => {
  world = await startSendersWorld();
});
afterAll(() => world.stop());

describe('a sender at rest', () => {
  const rest = (seconds: number) => ({ rest_until: later(seconds).toISOString() });
  const put = (seconds: number) => ({ send_at: later(seconds).toISOString(), ...rest(seconds) });

  it('rests for every worker and every sweep, until the time is over', async () => {
    const { name, campaignId } = await world.sender(100);
    const [first, second] = [await world.planned(campaignId), await world.planned(campaignId)];
    const fence = await world.claimed(first.message_id);
    const again = { status: 'pending', ...put(600) } as const;
    await world.messages.release(first.message_id, fence, again, '21611', NOON);
    expect((await world.senders.list(later(1))).find((one) => one.sender === name)).toMatchObject({
      rests_until: expect.stringContaining('17:10:00'),
      rest_reason: '21611',
    });
    expect(await world.due(name, later(1))).toEqual([]);
    expect(await world.claim(second.message_id, later(1))).toMatchObject({
      verdict: 'wait',
      rule: 'sender_rests',
      until: expect.stringContaining('17:10:00'),
    });
    expect(await world.decisions(second.lead.id)).toEqual([
      { verdict: 'hold', rule: 'sender_rests' },
    ]);
    expect(await world.due(name, later(594))).toEqual([]);
    expect(await world.due(name, later(599))).toHaveLength(2);
    expect(await world.claim(second.message_id, later(600))).toMatchObject({ verdict: 'go' });
  });

  it('rests as long as the longest wish, and no other sender does', async () => {
    const { name, campaignId } = await world.sender(100);
    const other = await world.sender(100);
    const wishes = [];
    for (const seconds of [60, 120, 30]) {
      const { message_id: id } = await world.planned(campaignId);
      wishes.push({ id, seconds, fence: await world.claimed(id) });
    }
    for (const { id, seconds, fence } of wishes) {
      const failed = { status: 'failed', next: rest(seconds) } as const;
      await world.messages.release(id, fence, failed, `error ${seconds}`, NOON);
    }
    expect((await world.senders.list(later(1))).find((one) => one.sender === name)).toMatchObject({
      rests_until: expect.stringContaining('17:02:00'),
      rest_reason: 'error 120',
    });
    const free = await world.planned(other.campaignId);
    expect(await world.claim(free.message_id, later(1))).toMatchObject({ verdict: 'go' });
  });

  it('rests too when the carrier says so in a callback', async () => {
    const { name, campaignId } = await world.sender(100);
    const lead = await world.planned(campaignId);
    const { sid } = await world.sent(lead.message_id);
    await world.messages.recordDelivery(
      {
        provider: 'twilio',
        kind: 'callback',
        provider_sid: sid,
        status: 'failed',
        provider_status: 'failed',
        error_code: 30022,
        next: { retry_at: later(300).toISOString(), ...rest(300) },
      },
      later(2),
    );
    expect((await world.senders.list(later(3))).find((one) => one.sender === name)).toMatchObject({
      rests_until: expect.stringContaining('17:05:00'),
      rest_reason: '30022',
    });
  });

  it('goes on at once when a person has mended it, with what was held first', async () => {
    const { name, campaignId } = await world.sender(100);
    const [first, second] = [await world.planned(campaignId), await world.planned(campaignId)];
    const fence = await world.claimed(first.message_id);
    const again = { status: 'pending', ...put(3_600) } as const;
    await world.messages.release(first.message_id, fence, again, '30034', NOON);
    await world.claim(second.message_id, later(1));
    expect(await world.senders.wake(name, later(60))).toBe(true);
    expect(await world.senders.wake(name, later(60))).toBe(true);
    expect((await world.due(name, later(60))).map(({ id }) => id)).toContain(second.message_id);
    expect(await world.claim(second.message_id, later(60))).toMatchObject({ verdict: 'go' });
  });

  it('of a few seconds only is a wait like any other', async () => {
    const { campaignId } = await world.sender(100);
    const [first, second] = [await world.planned(campaignId), await world.planned(campaignId)];
    const fence = await world.claimed(first.message_id);
    const again = { status: 'pending', ...put(2) } as const;
    await world.messages.release(first.message_id, fence, again, '20429', NOON);
    expect(await world.claim(second.message_id, later(1))).toMatchObject({ rule: 'sender_rests' });
    expect(await world.decisions(second.lead.id)).toEqual([]);
  });

  it('is told to whoever watches; that it sends is not', async () => {
    const { name, campaignId } = await world.sender();
    const lead = await world.planned(campaignId);
    await world.messages.begin(lead.message_id, claimAt(NOON), NOON);
    await world.senders.setPace(name, 3, NOON);
    await world.exec(
      `select private.rest_sender('${name}', '${later(60).toISOString()}', '30022', '${NOON.toISOString()}')`,
    );
    const events = await world.exec(
      `select type from events where topic = 'sender:${name}' order by id`,
    );
    expect(events.map(({ type }) => type)).toEqual([
      'sender.created',
      'sender.updated',
      'sender.updated',
    ]);
  });
});

describe('a step that our own sender spoiled', () => {
  const failure = (sid: string, retryAt: Date) => ({
    provider: 'twilio',
    kind: 'callback' as const,
    provider_sid: sid,
    status: 'failed' as const,
    provider_status: 'failed',
    error_code: 30034,
    next: { retry_at: retryAt.toISOString() },
  });

  it('stays owed while the campaign is paused, and goes out before the one after it', async () => {
    const { name, campaignId } = await world.sender(1_000);
    const lead = await world.planned(campaignId);
    const { sid } = await world.sent(lead.message_id);
    await world.campaigns.setStatus(campaignId, 'paused', later(5));
    const told = await world.messages.recordDelivery(failure(sid, later(3_605)), later(5));
    const retry = String(told.retry_id);
    // A look at it while the campaign rests must not end it, however often.
    for (const hours of [2, 3, 30]) {
      expect(await world.claim(retry, later(hours * 3_600))).toMatchObject({
        verdict: 'wait',
        rule: 'campaign_paused',
      });
    }
    expect((await world.decisions(lead.lead.id)).map(({ rule }) => rule)).toEqual([
      'claimed',
      'campaign_paused',
    ]);
    // It goes on when the second step is long due: the first one is said first.
    const on = 31 * 3_600;
    await world.campaigns.setStatus(campaignId, 'running', later(on));
    const given = await world.due(name, later(on));
    expect(given.map(({ id }) => id)).toEqual([retry]);
    await world.sent(retry, later(on + 1));
    expect(await world.text(retry)).toMatchObject({ step: 1, delivery_status: 'queued' });
    expect(await world.due(name, later(on + DAY - 60))).toEqual([]);
    const [next] = await world.due(name, later(on + DAY));
    expect(await world.text(String(next?.id))).toMatchObject({ step: 2 });
  });

  it('is over with a campaign that has ended', async () => {
    const { campaignId } = await world.sender(1_000);
    const lead = await world.planned(campaignId);
    const { sid } = await world.sent(lead.message_id);
    const told = await world.messages.recordDelivery(failure(sid, later(60)), later(5));
    await world.campaigns.setStatus(campaignId, 'ended', later(6));
    expect(await world.claim(String(told.retry_id), later(60))).toMatchObject({
      verdict: 'denied',
    });
  });

  it('is not tried for ever where nobody mends the cause', async () => {
    const { campaignId } = await world.sender(1_000);
    let id = (await world.planned(campaignId)).message_id;
    let tries = 1;
    for (let at = 0; at < 20 * DAY; at += DAY) {
      const { sid } = await world.sent(id, later(at));
      const told = await world.messages.recordDelivery(
        failure(sid, later(at + DAY)),
        later(at + 1),
      );
      if (!told.retry_id) break;
      id = told.retry_id;
      tries += 1;
    }
    expect(tries).toBe(8);
  });
});
