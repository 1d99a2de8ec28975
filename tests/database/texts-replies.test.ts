import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANA, later, NOON } from '@ringback/testing/database-world.ts';
import { type RepliesWorld, startRepliesWorld } from '@ringback/testing/replies-world.ts';
import { claimAt, DAY } from '@ringback/testing/texts-world.ts';

let world: RepliesWorld;
beforeAll(async () => {
  world = await startRepliesWorld();
});
afterAll(() => world.stop());

describe('the agent’s turn', () => {
  it('comes with the whole story of the lead, over every channel', async () => {
    const lead = await world.planned();
    await world.sent(lead.message_id);
    const callSid = `CA${'1'.repeat(32)}`;
    await world.leads.link(lead.lead.id, callSid, 'outbound', NOON);
    await world.transcripts.save(
      callSid,
      [
        {
          seq: 1,
          role: 'user',
          content: 'Call me in spring.',
          heard: true,
          at: NOON.toISOString(),
        },
      ],
      NOON,
    );
    await world.inbound.receive(world.inboundText(lead.phone), later(10));
    expect(await world.replies.claimDue(1_000, later(15), 10)).toContainEqual(
      expect.objectContaining({ conversation_id: lead.conversation_id, last_inbound_seq: 2 }),
    );
    expect(await world.replies.begin(lead.conversation_id, 60_000, later(15))).toMatchObject({
      verdict: 'go',
      in_reply_to_seq: 2,
      lead: { name: 'Dana' },
      agent: { business: expect.any(String) },
      messages: [{ body: 'Hello there.' }, { body: 'Yes, tell me more.' }],
      turns: [{ role: 'user', content: 'Call me in spring.' }],
      suppressed: false,
    });
  });

  it('counts what it has said in a day, from anew once a person has had it', async () => {
    const lead = await world.planned();
    await world.sent(lead.message_id);
    let at = 10;
    const turn = async () => {
      await world.inbound.receive(world.inboundText(lead.phone), later(at));
      at += 10;
      const begun = await world.replies.begin(lead.conversation_id, 60_000, later(at));
      if (begun.verdict !== 'go') throw new Error(begun.verdict);
      return begun;
    };
    const answered = async () => {
      const { replies_today, fence, in_reply_to_seq } = await turn();
      const message_id = randomUUID();
      const draft = { conversation_id: lead.conversation_id, body: 'Hm.', message_id };
      await world.replies.saveDraft({ ...draft, fence, in_reply_to_seq }, later(at));
      await world.sent(message_id, later(at));
      return replies_today;
    };
    expect([await answered(), await answered(), await answered()]).toEqual([0, 1, 2]);

    const { conversation_id } = lead;
    const over = { conversation_id, reason: 'reply_cap', summary: 'x' };
    await world.replies.handOver(over, later(at + 1));
    await world.conversations.setOwner(conversation_id, 'ai', ANA, later(at + 2));
    at += 10;
    expect([await answered(), await answered()]).toEqual([0, 1]);
    at += DAY;
    expect(await answered()).toBe(0);
  });

  it('is one at a time, and comes again when nobody finished it', async () => {
    const { conversation_id, begun } = await world.thinking();
    expect(await world.replies.begin(conversation_id, 60_000, later(16))).toMatchObject({
      verdict: 'wait',
    });
    const second = await world.replies.begin(conversation_id, 60_000, later(75));
    expect(second).toMatchObject({ verdict: 'go', fence: begun.fence + 1 });
    expect(await world.replies.release(conversation_id, begun.fence, later(90), later(76))).toBe(
      false,
    );
    expect(
      await world.replies.release(conversation_id, begun.fence + 1, later(90), later(76)),
    ).toBe(true);
    expect(await world.replies.begin(conversation_id, 60_000, later(90))).toMatchObject({
      verdict: 'go',
      conversation: { reply_tries: 3 },
    });
  });

  it('ends in one text, however often the draft is saved', async () => {
    const { draft, conversation_id } = await world.thinking();
    const saved = draft();
    expect(await world.replies.saveDraft(saved, later(20))).toMatchObject({ result: 'planned' });
    expect(await world.replies.saveDraft(saved, later(21))).toMatchObject({ result: 'replayed' });
    expect(await world.replies.saveDraft(draft(), later(22))).toMatchObject({
      result: 'suppressed',
      reason: 'answered_already',
    });
    expect(await world.replies.begin(conversation_id, 60_000, later(90))).toEqual({
      verdict: 'skip',
      reason: 'no_answer_owed',
    });
    await world.sent(saved.message_id, later(23));
    expect(await world.text(saved.message_id)).toMatchObject({ seq: 3, author: 'ai' });
  });

  it('may end in silence', async () => {
    const { draft, conversation_id } = await world.thinking();
    expect(await world.replies.saveDraft(draft({ body: null }), later(20))).toMatchObject({
      result: 'silent',
    });
    expect(await world.conversations.find(conversation_id)).toMatchObject({
      reply_due_at: null,
      last_seq: 2,
    });
  });

  it('is void when the lead says something newer, before or after the draft is saved', async () => {
    const before = await world.thinking();
    await world.inbound.receive(world.inboundText(before.phone), later(18));
    expect(await world.replies.saveDraft(before.draft(), later(20))).toMatchObject({
      result: 'suppressed',
      reason: 'newer_inbound',
      message: { delivery_status: 'suppressed', seq: 4 },
    });
    expect(await world.replies.begin(before.conversation_id, 60_000, later(23))).toMatchObject({
      verdict: 'go',
      in_reply_to_seq: 3,
    });

    const after = await world.thinking();
    const saved = after.draft();
    await world.replies.saveDraft(saved, later(20));
    await world.inbound.receive(world.inboundText(after.phone), later(21));
    expect(await world.messages.begin(saved.message_id, claimAt(later(22)), later(22))).toEqual({
      verdict: 'skip',
      status: 'suppressed',
    });
    expect(await world.text(saved.message_id)).toMatchObject({
      suppressed_reason: 'newer_inbound',
    });
  });

  it('is void after an opt-out', async () => {
    const { draft, phone } = await world.thinking();
    await world.inbound.receive(world.stopText(phone), later(16));
    expect(await world.replies.saveDraft(draft(), later(20))).toMatchObject({
      result: 'suppressed',
      reason: 'opted_out',
    });
  });

  it('books the same moment once', async () => {
    const { conversation_id, lead } = await world.thinking();
    const book = () =>
      world.replies.book(conversation_id, later(DAY), 'tomorrow at noon', later(20));
    expect(await book()).toBe(await book());
    const rows = await world.exec(`select words from appointments where lead_id = ${lead.id}`);
    expect(rows).toEqual([{ words: 'tomorrow at noon' }]);
  });
});
