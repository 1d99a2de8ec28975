import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { later, NOON } from './database-world.ts';
import { claimAt, startTextsWorld, type TextsWorld } from './texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
}, 60_000);
afterAll(() => world.stop());

const DAY = 86_400;

/** A lead that has written and is owed an answer, which somebody has begun to think of. */
async function thinking() {
  const lead = await world.planned();
  await world.sent(lead.message_id);
  await world.inbound.receive(world.inboundText(lead.phone), later(10));
  const begun = await world.replies.begin(lead.conversation_id, 60_000, later(15));
  if (begun.verdict !== 'go') throw new Error(begun.verdict);
  const draft = (change = {}) => ({
    conversation_id: lead.conversation_id,
    fence: begun.fence,
    message_id: randomUUID(),
    body: 'Happy to help.',
    in_reply_to_seq: begun.in_reply_to_seq,
    ...change,
  });
  return { ...lead, begun, draft };
}

const words = (conversationId: string, change = {}) => ({
  conversation_id: conversationId,
  message_id: randomUUID(),
  client_message_id: randomUUID(),
  body: 'This is Ana.',
  by: 'ana',
  ...change,
});

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
    await world.conversations.setOwner(conversation_id, 'ai', 'ana', later(at + 2));
    at += 10;
    expect([await answered(), await answered()]).toEqual([0, 1]);
    at += DAY;
    expect(await answered()).toBe(0);
  });

  it('is one at a time, and comes again when nobody finished it', async () => {
    const { conversation_id, begun } = await thinking();
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
    const { draft, conversation_id } = await thinking();
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
    const { draft, conversation_id } = await thinking();
    expect(await world.replies.saveDraft(draft({ body: null }), later(20))).toMatchObject({
      result: 'silent',
    });
    expect(await world.conversations.find(conversation_id)).toMatchObject({
      reply_due_at: null,
      last_seq: 2,
    });
  });

  it('is void when the lead says something newer, before or after the draft is saved', async () => {
    const before = await thinking();
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

    const after = await thinking();
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
    const { draft, phone } = await thinking();
    await world.inbound.receive(world.stopText(phone), later(16));
    expect(await world.replies.saveDraft(draft(), later(20))).toMatchObject({
      result: 'suppressed',
      reason: 'opted_out',
    });
  });

  it('books the same moment once', async () => {
    const { conversation_id, lead } = await thinking();
    const book = () =>
      world.replies.book(conversation_id, later(DAY), 'tomorrow at noon', later(20));
    expect(await book()).toBe(await book());
    const rows = await world.exec(`select words from appointments where lead_id = ${lead.id}`);
    expect(rows).toEqual([{ words: 'tomorrow at noon' }]);
  });
});

describe('a person', () => {
  it('takes over by writing: drafts are suppressed, the campaign rests, nothing is owed', async () => {
    const { draft, conversation_id, phone } = await thinking();
    const saved = draft();
    await world.replies.saveDraft(saved, later(20));
    const text = words(conversation_id);
    expect(await world.conversations.write(text, later(21))).toMatchObject({
      result: 'planned',
      message: { author: 'human', seq: 4, sent_by: 'ana' },
      conversation: { owner: 'human', assigned_to: 'ana', reply_due_at: null },
    });
    expect(await world.text(saved.message_id)).toMatchObject({
      delivery_status: 'suppressed',
      suppressed_reason: 'human_wrote',
    });
    const again = { ...text, message_id: randomUUID() };
    expect(await world.conversations.write(again, later(22))).toMatchObject({
      result: 'replayed',
      message: { message_id: text.message_id },
    });
    const later23 = await world.inbound.receive(world.inboundText(phone), later(23));
    expect(later23.conversation).toMatchObject({ owner: 'human', reply_due_at: null });
  });

  it('cannot write to a number that has opted out', async () => {
    const { conversation_id, phone, lead } = await thinking();
    await world.inbound.receive(world.stopText(phone), later(16));
    expect(await world.conversations.write(words(conversation_id), later(17))).toMatchObject({
      result: 'suppressed',
    });
    expect(await world.decisions(lead.id)).toContainEqual({ verdict: 'deny', rule: 'suppressed' });
  });

  it('hands back, and the agent owes an answer if the lead had the last word', async () => {
    const { conversation_id, phone } = await thinking();
    await world.conversations.setOwner(conversation_id, 'human', 'ana', later(16));
    expect(
      await world.conversations.setOwner(conversation_id, 'human', 'ana', later(16)),
    ).toMatchObject({
      result: 'already',
    });
    expect(
      await world.conversations.setOwner(conversation_id, 'ai', null, later(17)),
    ).toMatchObject({
      result: 'moved',
      conversation: { owner: 'ai', assigned_to: null, reply_due_at: expect.any(String) },
    });
    await world.conversations.write(words(conversation_id), later(18));
    expect(
      await world.conversations.setOwner(conversation_id, 'ai', null, later(19)),
    ).toMatchObject({
      conversation: { reply_due_at: null },
    });
    expect(await world.enrollment(phone)).toMatchObject({ status: 'paused' });
  });

  it('is not talked over by a campaign that finds them in the conversation', async () => {
    const lead = await world.planned();
    await world.exec(
      `update sms_conversations set owner = 'human' where id = '${lead.conversation_id}'`,
    );
    expect(await world.messages.begin(lead.message_id, claimAt(NOON), NOON)).toEqual({
      verdict: 'denied',
      rule: 'not_ai_owned',
    });
    expect(await world.enrollment(lead.phone)).toMatchObject({
      status: 'paused',
      reason: 'not_ai_owned',
    });
  });

  it('lets a campaign go on where it rested', async () => {
    const { enrollment_id, phone } = await thinking();
    expect(
      await world.enrollments.setStatus(enrollment_id, 'active', 'go on', later(DAY * 2)),
    ).toBe('moved');
    await world.sweep(later(DAY * 2));
    const planned = await world.enrollment(phone);
    expect(await world.text(String(planned?.['message_id']))).toMatchObject({ step: 2 });
    expect(
      await world.enrollments.setStatus(enrollment_id, 'stopped', 'enough', later(DAY * 2)),
    ).toBe('moved');
    expect(await world.text(String(planned?.['message_id']))).toMatchObject({
      delivery_status: 'canceled',
    });
    expect(
      await world.enrollments.setStatus(enrollment_id, 'active', 'again', later(DAY * 2)),
    ).toBe('over');
  });
});

describe('a handover', () => {
  it('tells the lead and the staff once, and not again before a person has spoken', async () => {
    const { conversation_id, phone } = await thinking();
    const handover = () => ({
      conversation_id,
      reason: 'asked for a person',
      summary: 'Wants a price.',
      line: { message_id: randomUUID(), body: 'I am getting a colleague.' },
    });
    const first = handover();
    expect(await world.replies.handOver(first, later(16))).toMatchObject({
      result: 'handed_over',
      notice_id: first.line.message_id,
    });
    expect(await world.replies.handOver(handover(), later(17))).toMatchObject({
      result: 'already',
    });
    expect(await world.conversations.find(conversation_id)).toMatchObject({
      owner: 'human',
      handover_reason: 'asked for a person',
      handover_summary: 'Wants a price.',
      awaits_human: true,
    });
    await world.conversations.setOwner(conversation_id, 'ai', null, later(18));
    expect(await world.replies.handOver(handover(), later(19))).toMatchObject({
      result: 'no_human_turn',
    });
    await world.conversations.write(words(conversation_id), later(20));
    await world.conversations.setOwner(conversation_id, 'ai', null, later(21));
    expect(await world.replies.handOver(handover(), later(22))).toMatchObject({
      result: 'handed_over',
    });
    const lines = await world.exec(
      `select count(*)::int as n from sms_messages where lead_phone = '${phone}' and notice = 'handover'`,
    );
    expect(lines).toEqual([{ n: 2 }]);
  });
});

describe('the end', () => {
  it('is written once, with outcome, reason and evidence, and stops the campaign', async () => {
    const { conversation_id, phone } = await thinking();
    const ending = {
      conversation_id,
      outcome: 'success',
      reason: 'goal_reached',
      evidence: { message_seq: 2 },
    } as const;
    expect(await world.conversations.end(ending, later(20))).toMatchObject({ result: 'ended' });
    expect(
      await world.conversations.end({ ...ending, outcome: 'discarded' }, later(21)),
    ).toMatchObject({
      result: 'already',
      conversation: {
        conversion_status: 'success',
        end_reason: 'goal_reached',
        end_evidence: { message_seq: 2 },
        owner: 'closed',
      },
    });
    expect(await world.enrollment(phone)).toMatchObject({
      status: 'stopped',
      reason: 'goal_reached',
    });
    expect(await world.leads.findByPhone(phone)).toMatchObject({ outcome: 'success' });
  });

  it('comes to those in silence for days, when nothing more is planned', async () => {
    const lead = await world.planned();
    await world.sent(lead.message_id);
    const idle = async (at: Date) =>
      (await world.conversations.idle(7, at, 1_000)).includes(lead.conversation_id);
    expect(await idle(later(8 * DAY))).toBe(false);
    await world.enrollments.setStatus(lead.enrollment_id, 'stopped', 'test', later(1));
    expect(await idle(later(6 * DAY))).toBe(false);
    expect(await idle(later(8 * DAY))).toBe(true);
  });

  it('is judged once, and again after it was reopened', async () => {
    const { conversation_id, phone } = await thinking();
    await world.conversations.end({ conversation_id, reason: 'closed_by_staff' }, later(20));
    const open = async (at: Date) =>
      (await world.conversations.unanalysed(at, 1_000)).includes(conversation_id);
    expect(await open(later(40))).toBe(true);
    const analysis = {
      conversation_id,
      status: 'done',
      outcome: 'qualified',
      outcome_quote: 'tell me more',
      outcome_turn: 2,
      summary: 'Interested.',
      sentiment: 'positive',
      facts: [],
      dropped: [],
      next_action: null,
      decided_by: 'model',
      model: 'test',
      failure: null,
      usage: null,
      opt_out: null,
    } as const;
    const saved = await world.textAnalyses.save({ ...analysis, facts: [], dropped: [] }, later(50));
    expect(
      await world.textAnalyses.save({ ...analysis, facts: [], dropped: [] }, later(51)),
    ).toEqual(saved);
    expect(await open(later(60))).toBe(false);
    expect(await world.conversations.find(conversation_id)).toMatchObject({
      conversion_status: 'qualified',
    });
    await world.inbound.receive(world.inboundText(phone), later(100));
    await world.conversations.end({ conversation_id, reason: 'closed_by_staff' }, later(200));
    expect(await open(later(220))).toBe(true);
  });

  it('of a conversation by telephone stops the campaign too', async () => {
    const lead = await world.planned();
    const call = world.newCall({ to: lead.phone });
    await world.calls.schedule(call, NOON);
    await world.analyses.save(
      {
        call_id: call.id,
        status: 'done',
        outcome: 'success',
        outcome_quote: null,
        outcome_turn: null,
        summary: null,
        sentiment: null,
        facts: [],
        dropped: [],
        next_action: null,
        decided_by: 'rules',
        model: null,
        failure: null,
        usage: null,
        callback: null,
        opt_out: null,
      },
      later(5),
    );
    expect(await world.enrollment(lead.phone)).toMatchObject({
      status: 'stopped',
      reason: 'outcome_success',
    });
  });
});

describe('reading a conversation', () => {
  it('goes both ways from any place, in order, without a gap', async () => {
    const phone = world.number();
    let id = '';
    for (let at = 0; at < 25; at++)
      id = (await world.inbound.receive(world.inboundText(phone), later(at))).conversation.id;
    const seqs = async (range: { before_seq?: number; after_seq?: number }) =>
      (await world.conversations.page(id, { ...range, limit: 10 }))?.messages.map(({ seq }) => seq);
    const run = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, at) => from + at);
    expect(await seqs({})).toEqual(run(16, 25));
    expect(await seqs({ before_seq: 16 })).toEqual(run(6, 15));
    expect(await seqs({ before_seq: 6 })).toEqual(run(1, 5));
    expect(await seqs({ after_seq: 3 })).toEqual(run(4, 13));
    expect(await seqs({ after_seq: 25 })).toEqual([]);
    expect(await world.conversations.page(randomUUID(), { limit: 10 })).toBeNull();
  });

  it('shows what is planned apart, with the campaign’s next step', async () => {
    const lead = await world.planned();
    expect(await world.conversations.page(lead.conversation_id, { limit: 10 })).toMatchObject({
      messages: [],
      planned: [{ message_id: lead.message_id, seq: null }],
      enrollment: { next_step: 1, steps: 2 },
    });
  });

  it('is remembered as far as somebody has read, and no further than there is', async () => {
    const { conversation_id } = await thinking();
    expect(await world.conversations.markRead(conversation_id, 1, later(20))).toBe(1);
    expect(await world.conversations.markRead(conversation_id, 99, later(21))).toBe(2);
    expect(await world.conversations.markRead(conversation_id, 1, later(22))).toBe(2);
    expect(await world.conversations.markRead(randomUUID(), 1, later(22))).toBeNull();
  });

  it('finds conversations by owner, assignment and name, page by page', async () => {
    const made = [];
    for (let at = 0; at < 5; at++) {
      const lead = await world.arrived(undefined, { name: 'Quincy' }, later(1_000 + at));
      made.unshift(lead.conversation_id);
    }
    await world.conversations.assign(String(made[0]), 'ana', later(2_000));
    await world.conversations.setOwner(String(made[1]), 'human', 'ben', later(2_000));
    const ids = async (query: object) =>
      (await world.conversations.list({ limit: 3, q: 'quincy', ...query })).map(({ id }) => id);
    expect(await ids({})).toEqual(made.slice(0, 3));
    const [last] = (await world.conversations.list({ limit: 3, q: 'quincy' })).slice(-1);
    const before = { at: String(last?.last_activity_at), id: String(last?.id) };
    expect(await ids({ before })).toEqual(made.slice(3));
    expect(await ids({ assigned_to: 'ana' })).toEqual([made[0]]);
    expect(await ids({ owner: 'human' })).toEqual([made[1]]);
    expect(await ids({ unread: true })).toEqual([]);
  });
});
