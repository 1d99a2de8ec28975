import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createInboundLooks, type InboundLooks } from '@ringback/shared/db/health/inbound-looks.ts';
import type { InboundText } from '@ringback/shared/db/texts/inbound-texts.ts';
import { readTextHealth } from '@ringback/shared/db/texts/text-health.ts';
import { later, NOON } from '@ringback/testing/database-world.ts';
import {
  OUR_NUMBER,
  startTextsWorld,
  type TextsWorld,
  textStep,
} from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
let looks: InboundLooks;
beforeAll(async () => {
  world = await startTextsWorld();
  looks = createInboundLooks(world.db);
});
afterAll(() => world.stop());

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const START = { opt_out: { kind: 'opt_in', rule: 'keyword', words: 'START' } } as const;

/** As the carrier's list has it: written so many seconds after noon. */
const lost = (phone: string, writtenAfter: number, change: Partial<InboundText> = {}) =>
  world.inboundText(phone, { written_at: later(writtenAfter).toISOString(), ...change });
const isBlocked = (phone: string) => world.suppressions.has(phone, 'sms');

describe('a text that is found in the carrier’s list', () => {
  it('is told like any other: stored, campaigns paused, a stranger a lead, an answer owed', async () => {
    const lead = await world.planned();
    const found = await world.inbound.receive(lost(lead.phone, 0), later(2 * MINUTE));
    expect(found).toMatchObject({
      result: 'recorded',
      paused: 1,
      message: { seq: 1, author: 'lead', delivery_status: 'received' },
      conversation: { owner: 'ai', last_inbound_seq: 1 },
    });
    expect(new Date(String(found.message.sent_at))).toEqual(NOON);
    expect(new Date(found.message.created_at)).toEqual(later(2 * MINUTE));
    expect(new Date(String(found.conversation.reply_due_at))).toEqual(later(2 * MINUTE + 5));
    const stranger = await world.inbound.receive(lost(world.number(), 0), later(MINUTE));
    expect(stranger).toMatchObject({ created_lead: true, lead: { source: 'inbound_text' } });
  });

  it('and whose webhook comes in the same moment is one text, whoever is first, in 40 meetings', async () => {
    const first = { webhook: 0, list: 0 };
    for (let round = 0; round < 40; round += 1) {
      const phone = world.number();
      const webhook = world.inboundText(phone);
      const listed = { ...webhook, message_id: randomUUID(), written_at: NOON.toISOString() };
      const both = [
        () => world.inbound.receive(webhook, later(MINUTE)),
        () => world.inbound.receive(listed, later(MINUTE)),
      ];
      if (round % 2) both.reverse();
      const told = await Promise.all(both.map((tell) => tell()));
      expect(told.map(({ result }) => result).sort()).toEqual(['recorded', 'repeated']);
      const stored = await world.exec(
        `select seq, sent_at from sms_messages where lead_phone = '${phone}'`,
      );
      expect(stored).toMatchObject([{ seq: 1 }]);
      first[stored[0]?.['sent_at'] === null ? 'webhook' : 'list'] += 1;
    }
    expect(Math.min(first.webhook, first.list)).toBeGreaterThan(0);
  });

  it('late goes by when it was written: the hour in which an answer is welcome is over', async () => {
    const lead = await world.planned();
    const found = await world.inbound.receive(lost(lead.phone, 0), later(3 * HOUR));
    expect(new Date(String(found.conversation.last_inbound_at))).toEqual(NOON);
  });

  it('takes the last place, and the lead has not written any later for that', async () => {
    const lead = await world.planned();
    await world.inbound.receive(world.inboundText(lead.phone), later(10 * MINUTE));
    const found = await world.inbound.receive(lost(lead.phone, 5 * MINUTE), later(12 * MINUTE));
    expect(found.message.seq).toBe(2);
    expect(new Date(String(found.conversation.last_inbound_at))).toEqual(later(10 * MINUTE));
  });

  it('from a clock that goes ahead of ours was written now', async () => {
    const found = await world.inbound.receive(lost(world.number(), HOUR), later(MINUTE));
    expect(new Date(String(found.message.sent_at))).toEqual(later(MINUTE));
  });
});

describe('a text that is found while the agent answers a newer one', () => {
  const answering = async (at: number) => {
    const lead = await world.planned();
    await world.inbound.receive(world.inboundText(lead.phone), later(at));
    const turn = await world.replies.begin(lead.conversation_id, 60_000, later(at + 5));
    if (turn.verdict !== 'go') throw new Error(`expected a turn, got ${turn.verdict}`);
    const draft = {
      conversation_id: lead.conversation_id,
      fence: turn.fence,
      message_id: randomUUID(),
      body: 'Tomorrow at ten?',
      in_reply_to_seq: turn.in_reply_to_seq,
    };
    return { lead, draft };
  };

  it('while it thinks: the draft has not heard everything, and is not said', async () => {
    const { lead, draft } = await answering(10 * MINUTE);
    await world.inbound.receive(lost(lead.phone, MINUTE), later(10 * MINUTE + 6));
    expect(await world.replies.saveDraft(draft, later(10 * MINUTE + 7))).toMatchObject({
      result: 'suppressed',
      reason: 'newer_inbound',
    });
  });

  it('while the answer waits to leave: it is taken back, and one answer is owed to both', async () => {
    const { lead, draft } = await answering(10 * MINUTE);
    await world.replies.saveDraft(draft, later(10 * MINUTE + 6));
    await world.inbound.receive(lost(lead.phone, MINUTE), later(10 * MINUTE + 7));
    expect(await world.text(draft.message_id)).toMatchObject({
      delivery_status: 'suppressed',
      suppressed_reason: 'newer_inbound',
    });
    const turn = await world.replies.begin(lead.conversation_id, 60_000, later(10 * MINUTE + 30));
    expect(turn).toMatchObject({ verdict: 'go', in_reply_to_seq: 3 });
  });

  it('after it was answered: it is owed an answer of its own', async () => {
    const { lead, draft } = await answering(10 * MINUTE);
    await world.replies.saveDraft(draft, later(10 * MINUTE + 6));
    await world.sent(draft.message_id, later(10 * MINUTE + 7));
    const found = await world.inbound.receive(lost(lead.phone, MINUTE), later(10 * MINUTE + 8));
    expect(found.message.seq).toBe(3);
    const turn = await world.replies.begin(lead.conversation_id, 60_000, later(10 * MINUTE + 30));
    expect(turn).toMatchObject({ verdict: 'go', in_reply_to_seq: 3 });
    expect(await world.text(draft.message_id)).toMatchObject({ delivery_status: 'queued' });
  });
});

describe('STOP and START that are found late', () => {
  it('STOP counts, however old, and whatever came after it', async () => {
    const phone = world.number();
    await world.inbound.receive(world.inboundText(phone), later(HOUR));
    const stop = { opt_out: { kind: 'opt_out', rule: 'keyword', words: 'STOP' } } as const;
    const found = await world.inbound.receive(lost(phone, 0, stop), later(2 * HOUR));
    expect(found).toMatchObject({
      suppressed: true,
      conversation: { owner: 'closed', end_reason: 'opted_out', reply_due_at: null },
    });
    expect(await isBlocked(phone)).toBe(true);
  });

  it('START that was written before the STOP takes nothing back', async () => {
    const phone = world.number();
    await world.inbound.receive(world.stopText(phone), later(10 * MINUTE));
    expect(await world.inbound.receive(lost(phone, 0, START), later(12 * MINUTE))).toMatchObject({
      suppressed: true,
      reopened: false,
      conversation: { owner: 'closed' },
    });
    expect(await isBlocked(phone)).toBe(true);
    expect((await world.consents.ofPhone(phone)).filter((one) => !one.revoked_at)).toEqual([]);
  });

  it('START that was written after it does, also if both were lost', async () => {
    const phone = world.number();
    const stop = { opt_out: { kind: 'opt_out', rule: 'keyword', words: 'STOP' } } as const;
    await world.inbound.receive(lost(phone, 0, stop), later(12 * MINUTE));
    expect(await isBlocked(phone)).toBe(true);
    await world.inbound.receive(lost(phone, MINUTE, START), later(12 * MINUTE));
    expect(await isBlocked(phone)).toBe(false);
  });
});

describe('how far the list was read', () => {
  it('begins now, goes on from where it was, and never goes back', async () => {
    expect((await looks.begin('one', NOON)).lookedUntil).toEqual(NOON);
    expect((await looks.begin('one', later(HOUR))).lookedUntil).toEqual(NOON);
    await looks.record('one', later(50 * MINUTE), later(HOUR));
    await looks.record('one', later(40 * MINUTE), later(HOUR));
    expect((await looks.begin('one', later(HOUR))).lookedUntil).toEqual(later(50 * MINUTE));
  });

  it('is read for our senders, and not for those that another provider carries', async () => {
    const [unused, theirs] = [world.number(), world.number()];
    await world.campaign([textStep('Hello.')], { sender: unused });
    await world.inbound.receive(
      world.inboundText(world.number(), { provider: 'retell', to: theirs }),
      NOON,
    );
    await world.inbound.receive(world.inboundText(world.number()), NOON);
    const { senders } = await looks.begin('twilio', NOON);
    expect(senders).toEqual(expect.arrayContaining([unused, OUR_NUMBER]));
    expect(senders).not.toContain(theirs);
    expect((await looks.begin('retell', NOON)).senders).toContain(theirs);
  });

  it('is told with what was found in an hour, without what a webhook told after all', async () => {
    const at = later(100 * HOUR);
    const found = async () => (await readTextHealth(world.db, {}, at)).found_last_hour;
    expect(await found()).toBe(0);
    const late = lost(world.number(), 99.5 * HOUR);
    await world.inbound.receive(late, later(99.6 * HOUR));
    await world.inbound.receive(lost(world.number(), 99.5 * HOUR), later(99.6 * HOUR));
    expect(await found()).toBe(2);
    const { written_at: _, ...webhook } = late;
    expect(await world.inbound.receive(webhook, later(99.7 * HOUR))).toMatchObject({
      result: 'repeated',
    });
    expect(await found()).toBe(1);
    await world.exec(`delete from inbound_looks`);
    expect((await readTextHealth(world.db, {}, at)).inbound_looked_seconds).toBeNull();
    await looks.begin('twilio', later(99 * HOUR));
    const health = await readTextHealth(world.db, {}, at);
    expect(health.inbound_looked_seconds).toBe(HOUR);
    expect(health.last_sent_at === null || new Date(health.last_sent_at) < later(90 * HOUR)).toBe(
      true,
    );
  });
});
