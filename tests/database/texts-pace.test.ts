import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANA, later, NOON } from '@ringback/testing/database-world.ts';
import { type SendersWorld, startSendersWorld } from './senders-world.ts';

let world: SendersWorld;
beforeAll(async () => {
  world = await startSendersWorld();
});
afterAll(() => world.stop());

describe('the pace of a sender', () => {
  it('lets segments go one after another, with half a second ahead of time', async () => {
    const { campaignId } = await world.sender();
    const [first, second, third] = [
      await world.planned(campaignId),
      await world.planned(campaignId),
      await world.planned(campaignId),
    ];
    expect(await world.claim(first.message_id, NOON, { segments: 3 })).toMatchObject({
      verdict: 'go',
    });
    expect(await world.claim(second.message_id, later(2.4))).toMatchObject({
      verdict: 'wait',
      rule: 'sender_pace',
      until: expect.stringContaining('17:00:02.5'),
    });
    expect(await world.claim(second.message_id, later(2.5))).toMatchObject({ verdict: 'go' });
    expect(await world.claim(third.message_id, later(3.4))).toMatchObject({ rule: 'sender_pace' });
    expect(await world.claim(third.message_id, later(3.5))).toMatchObject({ verdict: 'go' });
  });

  it('is no hold: nothing is decided, and the row stays what it is', async () => {
    const { campaignId } = await world.sender();
    const [first, second] = [await world.planned(campaignId), await world.planned(campaignId)];
    await world.claim(first.message_id, NOON);
    for (const _ of [1, 2, 3]) await world.claim(second.message_id, NOON);
    expect(await world.text(second.message_id)).toMatchObject({
      delivery_status: 'pending',
      held_reason: null,
    });
    expect(await world.decisions(second.lead.id)).toEqual([]);
  });

  it('gives those who wait a turn each, so that they do not ask all at once', async () => {
    const { campaignId } = await world.sender(10);
    const leads = [];
    for (let at = 0; at < 10; at++) leads.push(await world.planned(campaignId));
    const answers = [];
    for (const { message_id } of leads) answers.push(await world.claim(message_id, NOON));
    const waits = answers.flatMap((one) => (one.verdict === 'wait' ? [one.until] : []));
    expect(waits.length).toBeGreaterThan(3);
    expect(new Set(waits).size).toBe(waits.length);
    expect(waits).toEqual([...waits].sort());
  });

  it('is one pace for all workers, whoever asks, in any order', async () => {
    const { campaignId } = await world.sender(2);
    const leads = [];
    for (let at = 0; at < 12; at++) leads.push(await world.planned(campaignId));
    for (const [second, allowed] of [
      [0, 2],
      [1, 4],
      [10, 6],
    ] as const) {
      await Promise.all(leads.map(({ message_id }) => world.claim(message_id, later(second))));
      const claimed = await Promise.all(leads.map(({ message_id }) => world.text(message_id)));
      const count = claimed.filter(({ delivery_status }) => delivery_status === 'sending').length;
      expect({ second, count }).toEqual({ second, count: allowed });
    }
  });

  it('holds those who answer back least: they go while a campaign still waits', async () => {
    const { name, campaignId } = await world.sender();
    const [first, second, lead] = [
      await world.planned(campaignId),
      await world.planned(campaignId),
      await world.planned(campaignId),
    ];
    const human = await world.conversations.write(
      {
        conversation_id: lead.conversation_id,
        message_id: randomUUID(),
        client_message_id: 'c1',
        body: 'Hi, this is Ana.',
        actor: ANA,
      },
      NOON,
    );
    if (human.result !== 'planned') throw new Error(human.result);
    const answer = human.message.message_id;
    await world.claim(first.message_id, NOON);
    // Both ask all the time; the campaign would be free to go half a second later.
    expect(await world.claim(second.message_id, NOON)).toMatchObject({ rule: 'sender_pace' });
    expect(await world.claim(answer, NOON)).toMatchObject({ verdict: 'go' });
    // It was paid for out of the same pace.
    expect(await world.claim(second.message_id, later(1.4))).toMatchObject({ rule: 'sender_pace' });
    expect(await world.claim(second.message_id, later(1.5))).toMatchObject({ verdict: 'go' });
    expect((await world.senders.list(later(1.5))).find((one) => one.sender === name)).toMatchObject(
      {
        usual_per_second: 1,
        free_at: expect.stringContaining('17:00:03'),
      },
    );
  });

  it('is the one a person has set before the one that is usual', async () => {
    const { campaignId } = await world.sender(100);
    const leads = [];
    for (let at = 0; at < 20; at++) leads.push(await world.planned(campaignId));
    for (const { message_id } of leads) {
      expect(await world.claim(message_id, NOON)).toMatchObject({ verdict: 'go' });
    }
  });

  it('is not used up by what is refused or held for other reasons', async () => {
    const { campaignId } = await world.sender();
    const [stopped, capped, last] = [
      await world.planned(campaignId),
      await world.planned(campaignId),
      await world.planned(campaignId),
    ];
    await world.suppressions.add({ phone: stopped.phone, scope: 'sms', source: 'api' }, NOON);
    await world.claim(stopped.message_id, NOON);
    expect(
      await world.claim(capped.message_id, NOON, { cost_usd: 2, budget_usd: 1 }),
    ).toMatchObject({
      rule: 'budget_day',
    });
    expect(await world.claim(last.message_id, NOON)).toMatchObject({ verdict: 'go' });
  });
});
