import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSenders, type Senders } from '@ringback/shared/db/senders.ts';
import { later, NOON } from './database-world.ts';
import { claimAt, startTextsWorld, type TextsWorld, textSid, textStep } from './texts-world.ts';

let world: TextsWorld;
let senders: Senders;
let made = 0;
beforeAll(async () => {
  world = await startTextsWorld();
  senders = createSenders(world.db);
}, 60_000);
afterAll(() => world.stop());

const WINDOW = 5_000;
const DAY = 86_400;

/** A sender that nothing was ever sent from, with a campaign of its own. */
async function sender(perSecond: number | null = null) {
  const name = `+1202555${String(8000 + made++)}`;
  const campaignId = await world.campaign([textStep('Hello.'), textStep('Again.', DAY)], {
    sender: name,
  });
  if (perSecond !== null) await senders.setPace(name, perSecond, NOON);
  return { name, campaignId };
}

const claim = (id: string, at: Date, change: object = {}) =>
  world.messages.begin(id, claimAt(at, { per_second: 1, ...change }), at);

/** So many leads of a campaign whose first text is planned for noon. */
async function line(campaignId: string, count: number, change: object = {}) {
  const rows = Array.from({ length: count }, (_, at) => ({ line: at, phone: world.number() }));
  const consent = { channel: 'all' as const, kind: 'written' as const, text: 'Yes, text me.' };
  const batch = { source: 'form', campaign_id: campaignId, consent, rows, ...change };
  await world.intake.importBatch(batch, NOON);
}

const due = async (name: string, at: Date, limit = 500) =>
  (await world.messages.claimDue(WINDOW, at, limit)).due.filter((one) => one.sender === name);

/** Sweeps, and the jobs of one sender at their turns: what left, and when. */
async function work(name: string, from: Date, seconds: number, claimOf = claim) {
  const left: { id: string; atMs: number }[] = [];
  const jobs = new Map<string, number>();
  for (let ms = 0; ms < seconds * 1_000; ms += 100) {
    const at = new Date(from.getTime() + ms);
    if (ms % 1_500 === 0) {
      for (const one of await due(name, at)) {
        jobs.set(one.id, jobs.get(one.id) ?? Date.parse(one.turn_at));
      }
    }
    for (const [id, turn] of jobs) {
      if (turn > at.getTime()) continue;
      jobs.delete(id);
      const begun = await claimOf(id, at);
      if (begun.verdict === 'go') left.push({ id, atMs: at.getTime() });
      if (begun.verdict === 'wait' && begun.rule === 'sender_pace') {
        const until = Date.parse(begun.until);
        if (until - at.getTime() <= WINDOW) jobs.set(id, until);
      }
    }
  }
  return left;
}

describe('the pace of a sender', () => {
  it('lets segments go one after another, with half a second ahead of time', async () => {
    const { campaignId } = await sender();
    const [first, second, third] = [
      await world.planned(campaignId),
      await world.planned(campaignId),
      await world.planned(campaignId),
    ];
    expect(await claim(first.message_id, NOON, { segments: 3 })).toMatchObject({ verdict: 'go' });
    expect(await claim(second.message_id, later(2.4))).toMatchObject({
      verdict: 'wait',
      rule: 'sender_pace',
      until: expect.stringContaining('17:00:02.5'),
    });
    expect(await claim(second.message_id, later(2.5))).toMatchObject({ verdict: 'go' });
    expect(await claim(third.message_id, later(3.4))).toMatchObject({ rule: 'sender_pace' });
    expect(await claim(third.message_id, later(3.5))).toMatchObject({ verdict: 'go' });
  });

  it('is no hold: nothing is decided, and the row stays what it is', async () => {
    const { campaignId } = await sender();
    const [first, second] = [await world.planned(campaignId), await world.planned(campaignId)];
    await claim(first.message_id, NOON);
    for (const _ of [1, 2, 3]) await claim(second.message_id, NOON);
    expect(await world.text(second.message_id)).toMatchObject({
      delivery_status: 'pending',
      held_reason: null,
    });
    expect(await world.decisions(second.lead.id)).toEqual([]);
  });

  it('gives those who wait a turn each, so that they do not ask all at once', async () => {
    const { campaignId } = await sender(10);
    const leads = [];
    for (let at = 0; at < 10; at++) leads.push(await world.planned(campaignId));
    const answers = [];
    for (const { message_id } of leads) answers.push(await claim(message_id, NOON));
    const waits = answers.flatMap((one) => (one.verdict === 'wait' ? [one.until] : []));
    expect(waits.length).toBeGreaterThan(3);
    expect(new Set(waits).size).toBe(waits.length);
    expect(waits).toEqual([...waits].sort());
  });

  it('is one pace for all workers, whoever asks, in any order', async () => {
    const { campaignId } = await sender(2);
    const leads = [];
    for (let at = 0; at < 12; at++) leads.push(await world.planned(campaignId));
    for (const [second, allowed] of [
      [0, 2],
      [1, 4],
      [10, 6],
    ] as const) {
      await Promise.all(leads.map(({ message_id }) => claim(message_id, later(second))));
      const claimed = await Promise.all(leads.map(({ message_id }) => world.text(message_id)));
      const count = claimed.filter(({ delivery_status }) => delivery_status === 'sending').length;
      expect({ second, count }).toEqual({ second, count: allowed });
    }
  });

  it('holds those who answer back least: they go while a campaign still waits', async () => {
    const { name, campaignId } = await sender();
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
        by: 'ana',
      },
      NOON,
    );
    if (human.result !== 'planned') throw new Error(human.result);
    const answer = human.message.message_id;
    await claim(first.message_id, NOON);
    // Both ask all the time; the campaign would be free to go half a second later.
    expect(await claim(second.message_id, NOON)).toMatchObject({ rule: 'sender_pace' });
    expect(await claim(answer, NOON)).toMatchObject({ verdict: 'go' });
    // It was paid for out of the same pace.
    expect(await claim(second.message_id, later(1.4))).toMatchObject({ rule: 'sender_pace' });
    expect(await claim(second.message_id, later(1.5))).toMatchObject({ verdict: 'go' });
    expect((await senders.list(later(1.5))).find((one) => one.sender === name)).toMatchObject({
      usual_per_second: 1,
      free_at: expect.stringContaining('17:00:03'),
    });
  });

  it('is the one a person has set before the one that is usual', async () => {
    const { campaignId } = await sender(100);
    const leads = [];
    for (let at = 0; at < 20; at++) leads.push(await world.planned(campaignId));
    for (const { message_id } of leads) {
      expect(await claim(message_id, NOON)).toMatchObject({ verdict: 'go' });
    }
  });

  it('is not used up by what is refused or held for other reasons', async () => {
    const { campaignId } = await sender();
    const [stopped, capped, last] = [
      await world.planned(campaignId),
      await world.planned(campaignId),
      await world.planned(campaignId),
    ];
    await world.suppressions.add({ phone: stopped.phone, scope: 'sms', source: 'api' }, NOON);
    await claim(stopped.message_id, NOON);
    expect(await claim(capped.message_id, NOON, { cost_usd: 2, budget_usd: 1 })).toMatchObject({
      rule: 'budget_day',
    });
    expect(await claim(last.message_id, NOON)).toMatchObject({ verdict: 'go' });
  });
});

describe('a line', () => {
  it('has no more in the queue than its sender can send soon; the rest waits as it is', async () => {
    const { name, campaignId } = await sender();
    await line(campaignId, 1_000);
    const given = await due(name, NOON);
    expect(given.map(({ turn_at }) => Date.parse(turn_at) - NOON.getTime())).toEqual([
      0, 1_000, 2_000, 3_000, 4_000,
    ]);
    // Swept again and again, nothing more comes out before something has left.
    for (const seconds of [0.1, 1.5, 3]) expect(await due(name, later(seconds))).toEqual([]);
    const rows = await world.exec(
      `select count(*)::int as planned from sms_messages where sender = '${name}'`,
    );
    expect(rows).toEqual([{ planned: 5 }]);
    expect((await senders.list(NOON)).find((one) => one.sender === name)?.waiting).toBe(1_000);
    await world.campaigns.setStatus(campaignId, 'paused', NOON);
  });

  it('is worked off at the pace, with about one claim for each text', async () => {
    const { name, campaignId } = await sender(4);
    await line(campaignId, 100);
    let asked = 0;
    const left = await work(name, NOON, 20, (id, at) => {
      asked += 1;
      return claim(id, at);
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
    const slow = await sender();
    const quick = await sender(100);
    await line(slow.campaignId, 600);
    await line(quick.campaignId, 20);
    // Even where one sweep may give out less than either has.
    const { due: given } = await world.messages.claimDue(WINDOW, later(1), 10);
    const of = ({ name }: { name: string }) => given.filter((one) => one.sender === name).length;
    expect(of(slow)).toBeGreaterThan(0);
    expect(of(quick)).toBeGreaterThan(0);
    for (const { campaignId } of [slow, quick]) {
      await world.campaigns.setStatus(campaignId, 'paused', NOON);
    }
  });

  it('lets answers go first', async () => {
    const { name, campaignId } = await sender();
    const lead = await world.planned(campaignId);
    await line(campaignId, 50);
    await due(name, NOON);
    const human = await world.conversations.write(
      {
        conversation_id: lead.conversation_id,
        message_id: randomUUID(),
        client_message_id: 'c1',
        body: 'Hi, this is Ana.',
        by: 'ana',
      },
      later(1),
    );
    if (human.result !== 'planned') throw new Error(human.result);
    const [first] = await due(name, later(1));
    expect(first).toMatchObject({ id: human.message.message_id, kind: 'human', again: false });
    expect(Date.parse(first?.turn_at ?? '')).toBe(later(1).getTime());
    await world.campaigns.setStatus(campaignId, 'paused', NOON);
  });

  it('does not hold up the calls of its campaign', async () => {
    const name = `+1202555${String(8000 + made++)}`;
    const call = { channel: 'call' as const, delay_seconds: 0, variants: [] };
    const campaignId = await world.campaign([textStep('Hello.'), call], { sender: name });
    await line(campaignId, 30);
    await world.exec(
      `update sms_campaign_enrollments set next_step = 2
       where campaign_id = '${campaignId}' and id in (
         select id from sms_campaign_enrollments where campaign_id = '${campaignId}'
         order by id desc limit 5)`,
    );
    await world.exec(
      `update senders set rests_until = '${later(3_600).toISOString()}' where sender = '${name}'`,
    );
    expect(await due(name, NOON)).toEqual([]);
    const calls = await world.exec(
      `select count(*)::int as n from calls where campaign_id = '${campaignId}'`,
    );
    expect(calls).toEqual([{ n: 5 }]);
    await world.campaigns.setStatus(campaignId, 'paused', NOON);
  });

  it('that is longer than the window stands still until the window opens again', async () => {
    const { name, campaignId } = await sender();
    await line(campaignId, 30);
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
      return claim(id, at, { open_until: openUntil });
    };
    const evening = await work(name, NOON, 40, judged);
    expect(evening.length).toBeGreaterThanOrEqual(9);
    expect(evening.every(({ atMs }) => atMs < closes.getTime())).toBe(true);
    const morning = await work(name, opens, 40, judged);
    expect(morning.every(({ atMs }) => atMs >= opens.getTime())).toBe(true);
    expect(evening.length + morning.length).toBe(30);
    expect(new Set([...evening, ...morning].map(({ id }) => id)).size).toBe(30);
    expect(await due(name, later(DAY + 60))).toEqual([]);
  });
});

describe('a sender at rest', () => {
  const rest = (seconds: number) => ({ rest_until: later(seconds).toISOString() });
  const put = (seconds: number) => ({ send_at: later(seconds).toISOString(), ...rest(seconds) });

  it('rests for every worker and every sweep, until the time is over', async () => {
    const { name, campaignId } = await sender(100);
    const [first, second] = [await world.planned(campaignId), await world.planned(campaignId)];
    const fence = await world.claimed(first.message_id);
    const again = { status: 'pending', ...put(600) } as const;
    await world.messages.release(first.message_id, fence, again, '21611', NOON);
    expect((await senders.list(later(1))).find((one) => one.sender === name)).toMatchObject({
      rests_until: expect.stringContaining('17:10:00'),
      rest_reason: '21611',
    });
    expect(await due(name, later(1))).toEqual([]);
    expect(await claim(second.message_id, later(1))).toMatchObject({
      verdict: 'wait',
      rule: 'sender_rests',
      until: expect.stringContaining('17:10:00'),
    });
    expect(await world.decisions(second.lead.id)).toEqual([
      { verdict: 'hold', rule: 'sender_rests' },
    ]);
    expect(await due(name, later(594))).toEqual([]);
    expect(await due(name, later(599))).toHaveLength(2);
    expect(await claim(second.message_id, later(600))).toMatchObject({ verdict: 'go' });
  });

  it('rests as long as the longest wish, and no other sender does', async () => {
    const { name, campaignId } = await sender(100);
    const other = await sender(100);
    const wishes = [];
    for (const seconds of [60, 120, 30]) {
      const { message_id: id } = await world.planned(campaignId);
      wishes.push({ id, seconds, fence: await world.claimed(id) });
    }
    for (const { id, seconds, fence } of wishes) {
      const failed = { status: 'failed', next: rest(seconds) } as const;
      await world.messages.release(id, fence, failed, `error ${seconds}`, NOON);
    }
    expect((await senders.list(later(1))).find((one) => one.sender === name)).toMatchObject({
      rests_until: expect.stringContaining('17:02:00'),
      rest_reason: 'error 120',
    });
    const free = await world.planned(other.campaignId);
    expect(await claim(free.message_id, later(1))).toMatchObject({ verdict: 'go' });
  });

  it('rests too when the carrier says so in a callback', async () => {
    const { name, campaignId } = await sender(100);
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
    expect((await senders.list(later(3))).find((one) => one.sender === name)).toMatchObject({
      rests_until: expect.stringContaining('17:05:00'),
      rest_reason: '30022',
    });
  });

  it('goes on at once when a person has mended it, with what was held first', async () => {
    const { name, campaignId } = await sender(100);
    const [first, second] = [await world.planned(campaignId), await world.planned(campaignId)];
    const fence = await world.claimed(first.message_id);
    const again = { status: 'pending', ...put(3_600) } as const;
    await world.messages.release(first.message_id, fence, again, '30034', NOON);
    await claim(second.message_id, later(1));
    expect(await senders.wake(name, later(60))).toBe(true);
    expect(await senders.wake(name, later(60))).toBe(true);
    expect((await due(name, later(60))).map(({ id }) => id)).toContain(second.message_id);
    expect(await claim(second.message_id, later(60))).toMatchObject({ verdict: 'go' });
  });

  it('of a few seconds only is a wait like any other', async () => {
    const { campaignId } = await sender(100);
    const [first, second] = [await world.planned(campaignId), await world.planned(campaignId)];
    const fence = await world.claimed(first.message_id);
    const again = { status: 'pending', ...put(2) } as const;
    await world.messages.release(first.message_id, fence, again, '20429', NOON);
    expect(await claim(second.message_id, later(1))).toMatchObject({ rule: 'sender_rests' });
    expect(await world.decisions(second.lead.id)).toEqual([]);
  });

  it('is told to whoever watches; that it sends is not', async () => {
    const { name, campaignId } = await sender();
    const lead = await world.planned(campaignId);
    await world.messages.begin(lead.message_id, claimAt(NOON), NOON);
    await senders.setPace(name, 3, NOON);
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

describe('money', () => {
  const paid = { cost_usd: 0.6, budget_usd: 1 };

  it('spent on answers counts, and silences nobody who answers', async () => {
    const { campaignId } = await sender(1_000);
    const [lead, other] = [await world.planned(campaignId), await world.planned(campaignId)];
    const at = later(30 * DAY);
    const write = async (words: string) => {
      const human = await world.conversations.write(
        {
          conversation_id: lead.conversation_id,
          message_id: randomUUID(),
          client_message_id: words,
          body: words,
          by: 'ana',
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
    const begun = await claim(first, at, paid);
    expect([begun.verdict, await spent()]).toEqual(['go', 0.6]);
    expect((await claim(await write('Two.'), at, paid)).verdict).toBe('go');
    expect(await spent()).toBe(1.2);
    expect(await claim(other.message_id, at, paid)).toMatchObject({ rule: 'budget_day' });

    if (begun.verdict !== 'go') throw new Error(begun.verdict);
    await world.messages.release(first, begun.fence, { status: 'failed' }, '21617', at);
    expect(await spent()).toBe(0.6);
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
    const { name, campaignId } = await sender(1_000);
    const lead = await world.planned(campaignId);
    const { sid } = await world.sent(lead.message_id);
    await world.campaigns.setStatus(campaignId, 'paused', later(5));
    const told = await world.messages.recordDelivery(failure(sid, later(3_605)), later(5));
    const retry = String(told.retry_id);
    // A look at it while the campaign rests must not end it, however often.
    for (const hours of [2, 3, 30]) {
      expect(await claim(retry, later(hours * 3_600))).toMatchObject({
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
    const given = await due(name, later(on));
    expect(given.map(({ id }) => id)).toEqual([retry]);
    await world.sent(retry, later(on + 1));
    expect(await world.text(retry)).toMatchObject({ step: 1, delivery_status: 'queued' });
    expect(await due(name, later(on + DAY - 60))).toEqual([]);
    const [next] = await due(name, later(on + DAY));
    expect(await world.text(String(next?.id))).toMatchObject({ step: 2 });
  });

  it('is over with a campaign that has ended', async () => {
    const { campaignId } = await sender(1_000);
    const lead = await world.planned(campaignId);
    const { sid } = await world.sent(lead.message_id);
    const told = await world.messages.recordDelivery(failure(sid, later(60)), later(5));
    await world.campaigns.setStatus(campaignId, 'ended', later(6));
    expect(await claim(String(told.retry_id), later(60))).toMatchObject({ verdict: 'denied' });
  });

  it('is not tried for ever where nobody mends the cause', async () => {
    const { campaignId } = await sender(1_000);
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

it('a sender has room again for what a text of another time left behind', async () => {
  const { name, campaignId } = await sender();
  const lead = await world.planned(campaignId);
  const given = async (at: Date) => (await due(name, at)).map(({ again }) => again);
  expect(await given(NOON)).toEqual([false]);
  expect(await given(later(10))).toEqual([]);
  // The job was lost: it comes again, and says so.
  expect(await given(later(16))).toEqual([true]);
  const fence = await world.claimed(lead.message_id, later(17));
  const sent = { sid: textSid('room'), status: 'queued' } as const;
  await world.messages.recordSent(lead.message_id, fence, sent, later(17));
  expect(await given(later(60))).toEqual([]);
});
