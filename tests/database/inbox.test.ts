import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createNotes } from '@ringback/shared/db/leads/notes.ts';
import { createInbox, type InboxQuery } from '@ringback/shared/db/texts/inbox.ts';
import { put } from '@ringback/shared/testing/put.ts';
import { ANA, BEN, later, sid } from '@ringback/testing/database-world.ts';
import { type RepliesWorld, startRepliesWorld } from '@ringback/testing/replies-world.ts';

let world: RepliesWorld;
let inbox: ReturnType<typeof createInbox>;
beforeAll(async () => {
  world = await startRepliesWorld();
  inbox = createInbox(world.db);
  await world.staff();
});
afterAll(() => world.stop());

const list = (query: Partial<InboxQuery> = {}) =>
  inbox.list({ view: 'needs', reader: ANA.id, limit: 50, ...query });
const ids = async (query: Partial<InboxQuery> = {}) => (await list(query)).map(({ id }) => id);

/** Somebody who has written, and whose conversation the agent has given away. */
async function handedOver(seconds: number, reason = 'asks for a person') {
  const talk = await world.thinking();
  const { conversation_id } = talk;
  await world.replies.handOver({ conversation_id, reason, summary: 'Sum.' }, later(seconds));
  return talk;
}

async function asking(seconds: number) {
  const callSid = sid(`asking${seconds}${randomUUID()}`);
  const call = await world.dialing(world.number(), callSid);
  await world.exec(`update calls set person_asked_at = '${later(seconds).toISOString()}'
    where id = '${call.id}'`);
  return { id: call.id, callSid };
}

async function failed(seconds: number) {
  const lead = await world.planned();
  await world.sent(lead.message_id);
  await world.exec(
    put(
      'sms_messages',
      `update sms_messages set delivery_status = 'failed', updated_at = '${later(seconds).toISOString()}'
       where message_id = '${lead.message_id}'`,
    ),
  );
  return lead;
}

describe('who needs a person', () => {
  beforeEach(async () => {
    await world.exec(`delete from sms_conversations; update calls set person_asked_at = null;
      delete from conversation_analyses`);
  });

  it('is listed by kind, and within each who has waited longest first', async () => {
    const late = await handedOver(40);
    const early = await handedOver(30, 'price');
    const failure = await failed(5);
    const call = await asking(90);
    const paused = await world.thinking();
    await world.conversations.setOwner(paused.conversation_id, 'human', ANA, later(20));
    await world.conversations.setOwner(paused.conversation_id, 'paused', ANA, later(21));
    const found = await list();
    expect(found.map(({ id }) => id)).toEqual([
      call.id,
      early.conversation_id,
      late.conversation_id,
      paused.conversation_id,
      failure.conversation_id,
    ]);
    expect(found.map(({ reason }) => reason)).toEqual([
      'call_asks_for_person',
      'handed_over',
      'asked_for_person',
      'unclear',
      'send_failed',
    ]);
    expect(found.every(({ waits_since }) => waits_since !== null)).toBe(true);
    expect(found[1]).toMatchObject({ unread: 1, last_message: { author: 'lead' } });
    const counts = await inbox.counts(ANA.id);
    expect(counts).toMatchObject({ needs: 5, open: 4, mine: 1, unread: 3 });
  });

  it('is read page by page over the kinds, without a gap', async () => {
    await handedOver(40);
    await handedOver(30);
    await failed(5);
    await asking(90);
    const whole = await ids();
    const paged: string[] = [];
    let after: InboxQuery['after'];
    for (;;) {
      const page = await list({ limit: 1, after });
      const last = page.at(-1);
      if (!last) break;
      paged.push(last.id);
      after = { rank: last.rank, at: last.at, id: last.id };
    }
    expect(paged).toEqual(whole);
    expect(paged).toHaveLength(4);
  });

  it('is only of a channel, a campaign or a name, where that is asked for', async () => {
    const talk = await handedOver(40);
    const call = await asking(90);
    expect(await ids({ channel: 'call' })).toEqual([call.id]);
    expect(await ids({ channel: 'text' })).toEqual([talk.conversation_id]);
    expect(await ids({ q: talk.phone })).toEqual([talk.conversation_id]);
    expect(await ids({ campaign_id: randomUUID() })).toEqual([]);
  });

  it('no longer holds a call that a person has taken, or that is over', async () => {
    const taken = await asking(90);
    expect(await world.sessions.transferEnded(taken.callSid, 'completed', {}, later(95))).toBe(
      true,
    );
    const over = await asking(91);
    await world.calls.close(over.id, 'completed', 'test', later(99));
    expect(await ids({ channel: 'call' })).toEqual([]);
  });

  it('no longer holds a text that failed once anything is done about it', async () => {
    const tried = await failed(5);
    const written = await failed(6);
    const taken = await failed(7);
    const closed = await failed(8);
    const answered = await failed(9);
    expect(await ids()).toHaveLength(5);
    await world.messages.retry(tried.message_id, later(20));
    await world.conversations.write(
      {
        conversation_id: written.conversation_id,
        message_id: randomUUID(),
        client_message_id: 'c',
        body: 'Once more.',
        actor: ANA,
      },
      later(20),
    );
    await world.conversations.setOwner(taken.conversation_id, 'human', ANA, later(20));
    await world.conversations.end(
      { conversation_id: closed.conversation_id, reason: 'closed_by_staff' },
      later(20),
    );
    await world.inbound.receive(world.inboundText(answered.phone), later(20));
    expect(await ids()).toEqual([]);
  });
});

describe('what somebody has read', () => {
  it('is theirs alone, never goes back by itself, and comes back when they say so', async () => {
    const { conversation_id: id, phone } = await world.thinking();
    await world.inbound.receive(world.inboundText(phone), later(30));
    const unread = async (reader: string) =>
      (await list({ view: 'open', reader, q: phone }))[0]?.unread;
    expect([await unread(ANA.id), await unread(BEN.id)]).toEqual([2, 2]);
    await world.conversations.markRead(id, 99, ANA.id, later(40));
    expect([await unread(ANA.id), await unread(BEN.id)]).toEqual([0, 2]);
    expect(await world.conversations.markUnread(id, ANA.id, later(41))).toBe(2);
    expect(await unread(ANA.id)).toBe(1);
    expect(await world.conversations.markUnread(randomUUID(), ANA.id, later(41))).toBeNull();
  });

  it('begins for a new colleague where that colleague began', async () => {
    const { phone } = await world.thinking();
    const id = randomUUID();
    await world.exec(`insert into users (id, email, name, role, created_at)
      values ('${id}', '${id}@example.com', 'New', 'agent', '${later(20).toISOString()}')`);
    const unread = async () => (await list({ view: 'open', reader: id, q: phone }))[0]?.unread;
    expect(await unread()).toBe(0);
    await world.inbound.receive(world.inboundText(phone), later(30));
    expect(await unread()).toBe(1);
  });
});

describe('a conversation', () => {
  it('is given to people who may answer, and to nobody else', async () => {
    const { conversation_id: id } = await world.thinking();
    const give = async (to: string | null) =>
      (await world.conversations.assign(id, to, ANA, later(20))).result;
    expect(await give(BEN.id)).toBe('assigned');
    expect(await give(BEN.id)).toBe('already');
    expect(await ids({ view: 'mine', reader: BEN.id })).toEqual([id]);
    expect(await give(randomUUID())).toBe('no_such_user');
    expect(await give(null)).toBe('assigned');
    const acts = await world.exec(`select action, actor_name, details from activity_log
      where subject_id = '${id}' order by id`);
    expect(acts).toEqual([
      {
        action: 'conversation_assigned',
        actor_name: 'Ana',
        details: { from: null, to: BEN.id },
      },
      {
        action: 'conversation_assigned',
        actor_name: 'Ana',
        details: { from: BEN.id, to: null },
      },
    ]);
  });

  it('is opened again by a person, but not after an opt-out', async () => {
    const { conversation_id: id, phone } = await world.thinking();
    const reopen = async (at: number) =>
      (await world.conversations.reopen(id, ANA, later(at))).result;
    expect(await reopen(16)).toBe('already');
    const end = { conversation_id: id, reason: 'closed_by_staff', outcome: 'qualified' as const };
    await world.conversations.end({ ...end, actor: ANA }, later(20));
    expect(await world.conversations.reopen(id, ANA, later(21))).toMatchObject({
      result: 'reopened',
      conversation: {
        owner: 'human',
        assigned_to: ANA.id,
        ended_at: null,
        conversion_status: null,
      },
    });
    await world.inbound.receive(world.stopText(phone), later(30));
    expect(await reopen(31)).toBe('opted_out');
  });

  it('keeps who gave it to whom, and why', async () => {
    const { conversation_id: id, phone } = await world.thinking();
    await world.conversations.setOwner(id, 'human', ANA, later(20));
    await world.conversations.setOwner(id, 'ai', ANA, later(21));
    await world.replies.handOver({ conversation_id: id, reason: 'price', summary: 'x' }, later(22));
    await world.conversations.end(
      { conversation_id: id, reason: 'closed_by_staff', actor: BEN },
      later(23),
    );
    await world.inbound.receive(world.inboundText(phone), later(30));
    const changes = await world.exec(`select from_owner, to_owner, actor_name, reason
      from ownership_changes where conversation_id = '${id}' order by id`);
    expect(changes.map((row) => Object.values(row).join(' '))).toEqual([
      'ai human Ana owner_human',
      'human ai Ana owner_ai',
      'ai human  handed_over',
      'human closed Ben closed_by_staff',
      'closed ai  lead_wrote',
    ]);
  });
});

describe('a note', () => {
  it('is kept once, stands with its lead, and loses its words when it is taken away', async () => {
    const notes = createNotes(world.db);
    const { conversation_id, lead } = await world.thinking();
    const note = { id: randomUUID(), conversation_id, body: 'Prefers mornings.', actor: ANA };
    expect(await notes.add(note, later(20))).toMatchObject({
      result: 'added',
      note: { lead_id: lead.id, conversation_id, author_name: 'Ana' },
    });
    expect((await notes.add(note, later(21))).result).toBe('already');
    expect(
      (await notes.add({ ...note, id: randomUUID(), lead_id: 999_999 }, later(21))).result,
    ).toBe('no_lead');
    expect((await notes.delete(note.id, BEN, false, later(22))).result).toBe('not_yours');
    expect(await notes.delete(note.id, ANA, false, later(23))).toMatchObject({
      result: 'deleted',
      note: { body: '', deleted_at: expect.any(String) },
    });
    expect((await notes.delete(note.id, ANA, false, later(24))).result).toBe('already');
    expect(await notes.list({ limit: 10, conversationId: conversation_id })).toHaveLength(1);
    await world.leads.delete(lead.id, later(30));
    expect(await notes.list({ limit: 10, leadId: lead.id })).toEqual([]);
  });
});

describe('an answer of the agent', () => {
  it('is kept back by a person, whether it is owed, thought of or drafted', async () => {
    const drafted = await world.thinking();
    const draft = drafted.draft();
    await world.replies.saveDraft(draft, later(16));
    const hold = (id: string, at = 20) => world.conversations.holdReply(id, ANA, later(at));
    expect(await hold(drafted.conversation_id)).toMatchObject({
      result: 'held',
      conversation: { owner: 'paused', reply_state: 'held', reply_due_at: null },
    });
    expect((await hold(drafted.conversation_id, 21)).result).toBe('already');
    expect(await world.text(draft.message_id)).toMatchObject({
      delivery_status: 'suppressed',
      suppressed_reason: 'reply_held',
    });
    const thought = await world.thinking();
    expect((await hold(thought.conversation_id)).result).toBe('held');
    expect(await world.replies.saveDraft(thought.draft(), later(21))).toMatchObject({
      result: 'suppressed',
      message: { suppressed_reason: 'not_ai_owned' },
    });
    await world.conversations.setOwner(thought.conversation_id, 'ai', ANA, later(22));
    expect(await world.conversations.find(thought.conversation_id)).toMatchObject({
      owner: 'ai',
      reply_state: 'due',
    });
  });

  it('is kept back only where there is one', async () => {
    const { conversation_id: id } = await world.planned();
    const hold = async () => (await world.conversations.holdReply(id, ANA, later(20))).result;
    expect(await hold()).toBe('nothing_to_hold');
    await world.conversations.setOwner(id, 'human', ANA, later(21));
    expect(await hold()).toBe('not_ai_owned');
  });
});

describe('what is held', () => {
  it('says until when and why, on the text and on the enrollment it stands for', async () => {
    const { message_id, enrollment_id } = await world.planned();
    const hold = { rule: 'quiet_hours', reason: 'It is night.' };
    await world.messages.hold(message_id, later(900), hold, later(5));
    const told = { held_rule: 'quiet_hours', held_until: expect.any(String) };
    expect(await world.messages.find(message_id)).toMatchObject(told);
    expect(await world.enrollments.find(enrollment_id)).toMatchObject(told);
    await world.enrollments.setStatus(enrollment_id, 'paused', 'by_staff', ANA, later(6));
    expect(await world.enrollments.find(enrollment_id)).toMatchObject({
      held_rule: null,
      held_until: null,
    });
    expect(await world.messages.find(message_id)).toMatchObject({ held_rule: null });
  });
});
