import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANA, BEN, later, NOON } from '@ringback/testing/database-world.ts';
import { type RepliesWorld, startRepliesWorld } from '@ringback/testing/replies-world.ts';
import { claimAt, DAY } from '@ringback/testing/texts-world.ts';

let world: RepliesWorld;
beforeAll(async () => {
  world = await startRepliesWorld();
});
afterAll(() => world.stop());

const words = (conversationId: string, change = {}) => ({
  conversation_id: conversationId,
  message_id: randomUUID(),
  client_message_id: randomUUID(),
  body: 'This is Ana.',
  actor: ANA,
  ...change,
});

describe('a person', () => {
  it('takes over by writing: drafts are suppressed, the campaign rests, nothing is owed', async () => {
    const { draft, conversation_id, phone } = await world.thinking();
    const saved = draft();
    await world.replies.saveDraft(saved, later(20));
    const text = words(conversation_id);
    expect(await world.conversations.write(text, later(21))).toMatchObject({
      result: 'planned',
      message: { author: 'human', seq: 4, sent_by: ANA.id },
      conversation: { owner: 'human', assigned_to: ANA.id, reply_due_at: null },
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
    const { conversation_id, phone, lead } = await world.thinking();
    await world.inbound.receive(world.stopText(phone), later(16));
    expect(await world.conversations.write(words(conversation_id), later(17))).toMatchObject({
      result: 'suppressed',
    });
    expect(await world.decisions(lead.id)).toContainEqual({ verdict: 'deny', rule: 'suppressed' });
  });

  it('hands back, and the agent owes an answer if the lead had the last word', async () => {
    const { conversation_id, phone } = await world.thinking();
    await world.conversations.setOwner(conversation_id, 'human', ANA, later(16));
    expect(
      await world.conversations.setOwner(conversation_id, 'human', ANA, later(16)),
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
    const { enrollment_id, phone } = await world.thinking();
    expect(
      await world.enrollments.setStatus(enrollment_id, 'active', 'go on', ANA, later(DAY * 2)),
    ).toBe('moved');
    await world.sweep(later(DAY * 2));
    const planned = await world.enrollment(phone);
    expect(await world.text(String(planned?.['message_id']))).toMatchObject({ step: 2 });
    expect(
      await world.enrollments.setStatus(enrollment_id, 'stopped', 'enough', ANA, later(DAY * 2)),
    ).toBe('moved');
    expect(await world.text(String(planned?.['message_id']))).toMatchObject({
      delivery_status: 'canceled',
    });
    expect(
      await world.enrollments.setStatus(enrollment_id, 'active', 'again', ANA, later(DAY * 2)),
    ).toBe('over');
  });
});

describe('a handover', () => {
  it('waits for nobody any more once somebody takes it, and is theirs', async () => {
    const { conversation_id } = await world.thinking();
    const handover = { conversation_id, reason: 'asked for a person', summary: 'Wants a price.' };
    await world.replies.handOver(handover, later(16));
    expect(
      await world.conversations.setOwner(conversation_id, 'human', BEN, later(17)),
    ).toMatchObject({
      result: 'moved',
      conversation: { owner: 'human', awaits_human: false, assigned_to: BEN.id },
    });
    // The next who presses is told who has it.
    expect(
      await world.conversations.setOwner(conversation_id, 'human', ANA, later(18)),
    ).toMatchObject({
      result: 'already',
      conversation: { assigned_to: BEN.id },
    });
    const changes = await world.exec(
      `select reason, actor_id from ownership_changes where conversation_id = '${conversation_id}' order by id`,
    );
    expect(changes).toEqual([
      { reason: 'handed_over', actor_id: null },
      { reason: 'owner_human', actor_id: BEN.id },
    ]);
    // Given back without a word, it is not handed over again at once: the agent answers.
    await world.conversations.setOwner(conversation_id, 'ai', BEN, later(19));
    expect(await world.replies.handOver(handover, later(20))).toMatchObject({
      result: 'no_human_turn',
    });
  });

  it('tells the lead and the staff once, and not again before a person has spoken', async () => {
    const { conversation_id, phone } = await world.thinking();
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
    const { conversation_id } = await world.thinking();
    expect(await world.conversations.markRead(conversation_id, 1, ANA.id, later(20))).toBe(1);
    expect(await world.conversations.markRead(conversation_id, 99, ANA.id, later(21))).toBe(2);
    expect(await world.conversations.markRead(conversation_id, 1, ANA.id, later(22))).toBe(2);
    expect(await world.conversations.markRead(randomUUID(), 1, ANA.id, later(22))).toBeNull();
  });

  it('finds conversations by owner, assignment and name, page by page', async () => {
    const made = [];
    for (let at = 0; at < 5; at++) {
      const lead = await world.arrived(undefined, { name: 'Quincy' }, later(1_000 + at));
      made.unshift(lead.conversation_id);
    }
    await world.staff();
    await world.conversations.assign(String(made[0]), ANA.id, ANA, later(2_000));
    await world.conversations.setOwner(String(made[1]), 'human', BEN, later(2_000));
    const ids = async (query: object) =>
      (await world.conversations.list({ limit: 3, q: 'quincy', ...query })).map(({ id }) => id);
    expect(await ids({})).toEqual(made.slice(0, 3));
    const [last] = (await world.conversations.list({ limit: 3, q: 'quincy' })).slice(-1);
    const before = { at: String(last?.last_activity_at), id: String(last?.id) };
    expect(await ids({ before })).toEqual(made.slice(3));
    expect(await ids({ assigned_to: ANA.id })).toEqual([made[0]]);
    expect(await ids({ owner: 'human' })).toEqual([made[1]]);
    expect(await ids({ unread: true })).toEqual([]);
  });
});
