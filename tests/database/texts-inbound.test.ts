import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTextHealth } from '@ringback/shared/db/texts/text-health.ts';
import { later, NOON } from '@ringback/testing/database-world.ts';
import {
  claimAt,
  startTextsWorld,
  type TextsWorld,
  textStep,
} from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const DAY = 86_400;

describe('a text from a lead', () => {
  it('is stored, pauses the campaign, takes back what was planned and asks for an answer', async () => {
    const lead = await world.planned();
    await world.sent(lead.message_id);
    await world.sweep(later(DAY));
    const planned = String((await world.enrollment(lead.phone))?.['message_id']);
    const came = await world.inbound.receive(world.inboundText(lead.phone), later(DAY + 1));
    expect(came).toMatchObject({
      result: 'recorded',
      created_lead: false,
      paused: 1,
      message: { seq: 2, author: 'lead', delivery_status: 'received' },
      conversation: { id: lead.conversation_id, owner: 'ai', last_inbound_seq: 2 },
      lead: { name: 'Dana' },
    });
    expect(came.conversation.reply_due_at).toContain('2026-11-21T17:00:06');
    expect(await world.text(planned)).toMatchObject({
      delivery_status: 'canceled',
      suppressed_reason: 'lead_replied',
    });
    expect(await world.enrollment(lead.phone)).toMatchObject({
      status: 'paused',
      reason: 'lead_replied',
      next_step: 2,
      message_id: null,
    });
  });

  it('told again is the same row, also when both come at once', async () => {
    const lead = await world.planned();
    const text = world.inboundText(lead.phone);
    const told = await Promise.all(
      Array.from({ length: 5 }, () =>
        world.inbound.receive({ ...text, message_id: randomUUID() }, later(1)),
      ),
    );
    expect(told.filter(({ result }) => result === 'recorded')).toHaveLength(1);
    expect(new Set(told.map(({ message }) => message.message_id)).size).toBe(1);
    expect(await world.conversations.find(lead.conversation_id)).toMatchObject({ last_seq: 1 });
  });

  it('from a stranger makes a lead and a conversation', async () => {
    const phone = world.number();
    expect(await world.inbound.receive(world.inboundText(phone), NOON)).toMatchObject({
      created_lead: true,
      lead: { phone, source: 'inbound_text' },
      conversation: { owner: 'ai', our_number: '+12025559000' },
    });
  });

  it('through a pool of numbers finds the conversation the pool has begun', async () => {
    const campaignId = await world.campaign([textStep('Hello.')], { sender: 'MGpool' });
    const lead = await world.planned(campaignId);
    const text = world.inboundText(lead.phone, { to: '+12025559111', service: 'MGpool' });
    expect(await world.inbound.receive(text, NOON)).toMatchObject({
      conversation: { id: lead.conversation_id },
    });
  });

  it('in a burst is answered once, after the last, but not later than the cap', async () => {
    const lead = await world.planned();
    const due = [];
    for (const at of [0, 3, 6, 9, 12, 15, 18, 21, 24, 27]) {
      const came = await world.inbound.receive(world.inboundText(lead.phone), later(at));
      due.push(Date.parse(String(came.conversation.reply_due_at)) - NOON.getTime());
    }
    expect(due).toEqual([5, 8, 11, 14, 17, 20, 23, 26, 29, 30].map((seconds) => seconds * 1_000));
    expect(await world.replies.begin(lead.conversation_id, 60_000, later(29))).toMatchObject({
      verdict: 'wait',
    });
    expect(await world.replies.begin(lead.conversation_id, 60_000, later(30))).toMatchObject({
      verdict: 'go',
      in_reply_to_seq: 10,
    });
  });

  it('after the end reopens the conversation', async () => {
    const lead = await world.planned();
    const ending = {
      conversation_id: lead.conversation_id,
      outcome: 'no_response',
      reason: 'silent',
    } as const;
    await world.conversations.end(ending, later(10));
    expect(await world.inbound.receive(world.inboundText(lead.phone), later(20))).toMatchObject({
      reopened: true,
      conversation: {
        id: lead.conversation_id,
        owner: 'ai',
        ended_at: null,
        reopened_at: expect.any(String),
        reply_due_at: expect.any(String),
      },
    });
  });
});

describe('an opt-out', () => {
  it('blocks the number, ends everything, and is confirmed once', async () => {
    const lead = await world.planned();
    const call = world.newCall({ to: lead.phone });
    await world.calls.schedule(call, NOON);
    const stop = world.stopText(lead.phone);
    const came = await world.inbound.receive(stop, later(5));
    expect(came).toMatchObject({
      suppressed: true,
      notice_id: stop.notice?.message_id,
      conversation: { owner: 'closed', conversion_status: 'discarded', end_reason: 'opted_out' },
    });
    expect(await world.suppressions.has(lead.phone, 'sms')).toBe(true);
    expect(await world.suppressions.has(lead.phone, 'voice')).toBe(true);
    expect(await world.calls.get(call.id)).toMatchObject({ status: 'canceled' });
    expect(await world.enrollment(lead.phone)).toMatchObject({
      status: 'stopped',
      reason: 'opted_out',
    });
    expect(await world.text(lead.message_id)).toMatchObject({ delivery_status: 'canceled' });
    const consents = await world.consents.ofPhone(lead.phone);
    expect(consents.map(({ revoked_at: revokedAt }) => typeof revokedAt)).toEqual(
      consents.map(() => 'string'),
    );
    expect(consents.length).toBeGreaterThan(0);
    const again = await world.inbound.receive(world.stopText(lead.phone), later(6));
    expect(again).toMatchObject({ suppressed: true, notice_id: null });
    const notices = await world.exec(
      `select count(*)::int as n from sms_messages where lead_phone = '${lead.phone}' and notice = 'opt_out'`,
    );
    expect(notices).toEqual([{ n: 1 }]);
  });

  it('lets its one confirmation go for five minutes, and no longer', async () => {
    for (const [seconds, expected] of [
      [299, { verdict: 'go' }],
      [301, { verdict: 'denied', rule: 'suppressed' }],
    ] as const) {
      const stop = world.stopText(world.number());
      await world.inbound.receive(stop, NOON);
      const id = String(stop.notice?.message_id);
      expect(await world.messages.begin(id, claimAt(later(seconds)), later(seconds))).toMatchObject(
        expected,
      );
    }
  });

  it('is not lifted by anything but START, and START lifts nothing that was spoken', async () => {
    const phone = world.number();
    await world.inbound.receive(world.stopText(phone), NOON);
    await world.inbound.receive(world.inboundText(phone, { body: 'YES' }), later(1));
    expect(await world.suppressions.has(phone, 'sms')).toBe(true);
    const start = { opt_out: { kind: 'opt_in', rule: 'keyword', words: 'START' } } as const;
    const came = await world.inbound.receive(world.inboundText(phone, start), later(2));
    expect(came).toMatchObject({ suppressed: false, reopened: true });
    expect(await world.suppressions.has(phone, 'sms')).toBe(false);
    expect((await world.consents.ofPhone(phone))[0]).toMatchObject({
      kind: 'keyword',
      revoked_at: null,
    });

    await world.inbound.receive(world.stopText(phone), later(3));
    expect(await world.suppressions.has(phone, 'sms')).toBe(true);

    const spoken = world.number();
    await world.suppressions.add({ phone: spoken, scope: 'all', source: 'spoken' }, NOON);
    expect(await world.inbound.receive(world.inboundText(spoken, start), later(2))).toMatchObject({
      suppressed: true,
    });
  });

  it('of texts alone leaves the telephone', async () => {
    const lead = await world.planned();
    const stop = world.stopText(lead.phone, {
      opt_out: { kind: 'opt_out', words: 'no more texts', scope: 'sms' },
    });
    await world.inbound.receive(stop, NOON);
    expect(await world.suppressions.has(lead.phone, 'sms')).toBe(true);
    expect(await world.suppressions.has(lead.phone, 'voice')).toBe(false);
  });

  it('found later by a model is the same opt-out, and once', async () => {
    const lead = await world.planned();
    const came = await world.inbound.receive(
      world.inboundText(lead.phone, { body: 'not for me', opt_out: { kind: 'none' } }),
      NOON,
    );
    expect(came.conversation.reply_due_at).not.toBeNull();
    const found = {
      conversation_id: lead.conversation_id,
      message_id: came.message.message_id,
      words: 'not for me',
      confirmation: { message_id: randomUUID(), body: 'You are unsubscribed.' },
    };
    expect(await world.inbound.optOut(found, later(1))).toMatchObject({
      is_new: true,
      notice_id: found.confirmation.message_id,
    });
    expect(await world.inbound.optOut(found, later(2))).toMatchObject({
      is_new: false,
      notice_id: null,
    });
    expect(await world.conversations.find(lead.conversation_id)).toMatchObject({
      owner: 'closed',
      reply_due_at: null,
    });
  });
});

describe('HELP', () => {
  it('is answered, by a notice, and by nobody else', async () => {
    const lead = await world.planned();
    const help = world.inboundText(lead.phone, {
      body: 'HELP',
      opt_out: { kind: 'help' },
      notice: { message_id: randomUUID(), body: 'Call us on …' },
    });
    const came = await world.inbound.receive(help, NOON);
    expect(came).toMatchObject({
      notice_id: help.notice?.message_id,
      conversation: { reply_due_at: null },
    });
    expect(await world.messages.begin(String(came.notice_id), claimAt(NOON), NOON)).toMatchObject({
      verdict: 'go',
    });
  });
});

describe('who is this number', () => {
  it('is the conversation it is in, or was in last', async () => {
    const lead = await world.planned();
    expect(await world.inbound.whoIs(lead.phone)).toMatchObject({
      conversation: { id: lead.conversation_id },
      lead: { name: 'Dana' },
    });
    expect(await world.inbound.whoIs(world.number())).toBeNull();
  });
});

describe('the health of texts', () => {
  it('counts what waits and what is under way, and how old the oldest is', async () => {
    const before = await readTextHealth(world.db, {}, NOON);
    const late = await world.planned();
    await world.claimed((await world.planned()).message_id);
    const health = await readTextHealth(world.db, {}, later(600));
    expect(health.waiting['pending']).toBe((before.waiting['pending'] ?? 0) + 1);
    expect(health.on_the_way['sending']).toBe((before.on_the_way['sending'] ?? 0) + 1);
    expect(health.oldest_due_seconds).toBeGreaterThanOrEqual(600);
    expect(health.last_inbound_at).not.toBeNull();
    expect(health.switched_off).toBe(false);
    expect(late.result).toBe('enrolled');
  });
});
