import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { assignWaitingNeeds } from '@ringback/shared/db/notifications/assign-waiting-needs.ts';
import { createInbox } from '@ringback/shared/db/texts/inbox.ts';
import { createWebhookEndpoints } from '@ringback/shared/db/webhooks/webhook-endpoints.ts';
import { put } from '@ringback/shared/testing/put.ts';
import { ANA, BEN, later, NOON, sid } from '@ringback/testing/database-world.ts';
import { type RepliesWorld, startRepliesWorld } from '@ringback/testing/replies-world.ts';
import { judged } from '../fixtures/analyses.ts';

let world: RepliesWorld;
beforeAll(async () => {
  world = await startRepliesWorld();
  await world.staff();
});
afterEach(() =>
  world.exec(`delete from webhook_endpoints; delete from sessions; delete from sms_conversations;
    delete from conversation_analyses; delete from person_needs;
    update users set max_open_conversations = null, role = 'agent', disabled_at = null`),
);
afterAll(() => world.stop());

async function handedOver(seconds = 20, reason = 'reply_cap') {
  const lead = await world.thinking();
  const why = { conversation_id: lead.conversation_id, reason, summary: 'Dana wants a price.' };
  await world.replies.handOver(why, later(seconds));
  return lead.conversation_id;
}
const needs = () =>
  world.exec(`select kind, subject_id, reason, detail, since, ended_at, assigned_to, nobody_online
    from person_needs order by created_at, id`);
const open = async () => (await needs()).filter(({ ended_at }) => ended_at === null);
const conversation = (id: string) => world.conversations.find(id);
const listening = () =>
  createWebhookEndpoints(world.db).create(
    {
      ...{ url: 'https://hooks.example.com/', secret: 'whsec_x', format: 'signed' },
      ...{ events: ['person_needed'], include: [], is_active: true },
    },
    NOON,
  );
const webhooks = () =>
  world.exec(
    `select data from webhook_deliveries where event = 'person_needed' order by created_at`,
  );
/** Somebody whose browser was last heard of at that second. */
const online = (user: { id: string }, seconds = 15) =>
  world.exec(`insert into sessions (token_hash, user_id, created_at, expires_at, last_seen_at)
    values ('${user.id}', '${user.id}', '${NOON.toISOString()}', '${later(40_000).toISOString()}',
      '${later(seconds).toISOString()}')`);

describe('a need', () => {
  it('is recorded once where a conversation is handed over, and ends when a person has written', async () => {
    await listening();
    const id = await handedOver();
    await handedOver(25);
    expect((await open()).map(({ subject_id }) => subject_id)).toContain(id);
    expect(await open()).toHaveLength(2);
    const text = {
      ...{ conversation_id: id, message_id: crypto.randomUUID(), client_message_id: 'one' },
      ...{ body: 'Hello, Ana here.', actor: ANA },
    };
    await world.conversations.write(text, later(60));
    const [need] = (await needs()).filter(({ subject_id }) => subject_id === id);
    expect(need).toMatchObject({ reason: 'handed_over', detail: 'reply_cap' });
    expect(need?.['ended_at']).not.toBeNull();
    expect(await webhooks()).toHaveLength(2);
  });

  it('holds nobody’s words: a reason in words is none of our codes', async () => {
    await listening();
    const id = await handedOver(20, 'Dana asks for a person, call +1 202 555 0100');
    expect(await open()).toEqual([
      expect.objectContaining({ subject_id: id, reason: 'asked_for_person', detail: null }),
    ]);
    const [sent] = await webhooks();
    expect(sent?.['data']).toMatchObject({ conversation_id: id, reason: 'asked_for_person' });
    expect(JSON.stringify(sent)).not.toMatch(/Dana|202 555/);
  });

  it('begins and ends with a pause, a failed text, a call and an analysis that nobody could make', async () => {
    const paused = await world.thinking();
    await world.conversations.setOwner(paused.conversation_id, 'paused', ANA, later(20));
    const failed = await world.planned();
    await world.sent(failed.message_id);
    const fail = (status: string, seconds: number) =>
      world.exec(
        put(
          'sms_messages',
          `update sms_messages set delivery_status = '${status}', updated_at = '${later(seconds).toISOString()}'
           where message_id = '${failed.message_id}'`,
        ),
      );
    await fail('failed', 30);
    const call = await world.dialing(world.number(), sid('needs'));
    await world.sessions.askForPerson(call.id, 'nobody_to_transfer_to', later(40));
    await world.sessions.askForPerson(call.id, 'nobody_to_transfer_to', later(41));
    const undecided = { ...judged({ outcome: null, status: 'needs_review' }), callback: null };
    await world.analyses.save({ ...undecided, call_id: call.id }, later(50));
    expect((await open()).map(({ kind, reason }) => [kind, reason])).toEqual([
      ['conversation', 'unclear'],
      ['conversation', 'send_failed'],
      ['call', 'call_asks_for_person'],
      ['analysis', 'nobody_could_tell'],
    ]);

    await world.conversations.setOwner(paused.conversation_id, 'ai', ANA, later(60));
    await world.exec(`update sms_conversations set send_failed_at = null, updated_at = '${later(61).toISOString()}'
      where id = '${failed.conversation_id}'`);
    await world.exec(
      put(
        'calls',
        `update calls set ended_at = '${later(62).toISOString()}' where id = '${call.id}'`,
      ),
    );
    const decided = { ...judged({ outcome: 'qualified' }), callback: null };
    await world.analyses.save({ ...decided, call_id: call.id }, later(70));
    expect(await open()).toEqual([]);
  });

  it('is open for exactly what the inbox lists', async () => {
    await handedOver();
    await handedOver(30);
    const call = await world.dialing(world.number(), sid('listed'));
    await world.sessions.askForPerson(call.id, 'nobody_to_transfer_to', later(40));
    const listed = await createInbox(world.db).list({ view: 'needs', reader: ANA.id, limit: 50 });
    expect(listed.map(({ id }) => id).sort()).toEqual(
      (await open()).map(({ subject_id }) => subject_id).sort(),
    );
    expect(listed.every(({ need }) => need !== null)).toBe(true);
    await world.exec(`update calls set person_asked_at = null where id = '${call.id}'`);
  });

  it('comes later for a call, too', async () => {
    const call = await world.dialing(world.number(), sid('later'));
    await world.sessions.askForPerson(call.id, 'nobody_to_transfer_to', later(40));
    await online(BEN, 50);
    expect(await assignWaitingNeeds(world.db, later(51), 20)).toBe(1);
    expect(await open()).toEqual([
      expect.objectContaining({ assigned_to: BEN.id, nobody_online: false }),
    ]);
    await world.exec(`update calls set person_asked_at = null where id = '${call.id}'`);
  });
});

describe('who is given a conversation', () => {
  it('is somebody online; the one with fewer open ones, then who was given none for longest', async () => {
    await online(ANA);
    await online(BEN);
    const given = [];
    for (const seconds of [20, 21, 22, 23]) {
      given.push((await conversation(await handedOver(seconds)))?.assigned_to);
    }
    expect([new Set(given.slice(0, 2)), new Set(given.slice(2))]).toEqual([
      new Set([ANA.id, BEN.id]),
      new Set([ANA.id, BEN.id]),
    ]);
    expect(await open()).toEqual(Array(4).fill(expect.objectContaining({ nobody_online: false })));
  });

  it('is nobody who is full, away, disabled or may only look', async () => {
    await online(ANA);
    await online(BEN, -200);
    await world.exec(`update users set max_open_conversations = 1 where id = '${ANA.id}'`);
    expect((await conversation(await handedOver()))?.assigned_to).toBe(ANA.id);
    const full = await conversation(await handedOver(21));
    expect(full).toMatchObject({ assigned_to: null, nobody_online: true });
    await world.exec(
      `update users set max_open_conversations = null, role = 'viewer' where id = '${ANA.id}'`,
    );
    expect((await conversation(await handedOver(22)))?.assigned_to).toBeNull();
    await world.exec(
      `update users set role = 'agent', disabled_at = '${NOON.toISOString()}' where id = '${ANA.id}'`,
    );
    expect((await conversation(await handedOver(23)))?.assigned_to).toBeNull();
  });

  it('is ten conversations at most where nothing is set', async () => {
    await online(ANA);
    const given = [];
    for (let nth = 0; nth < 11; nth++) given.push(await handedOver(20 + nth));
    const rows = await Promise.all(given.map(conversation));
    expect(rows.filter((row) => row?.assigned_to === ANA.id)).toHaveLength(10);
    expect(rows.at(-1)?.nobody_online).toBe(true);
  });

  it('stays who has it already', async () => {
    await online(ANA);
    const lead = await world.thinking();
    const { conversation_id: id } = lead;
    await world.exec(`update sms_conversations set assigned_to = '${BEN.id}' where id = '${id}'`);
    await world.replies.handOver(
      { conversation_id: id, reason: 'reply_cap', summary: 'x' },
      later(20),
    );
    expect(await conversation(id)).toMatchObject({ assigned_to: BEN.id, nobody_online: false });
    expect(await open()).toEqual([expect.objectContaining({ assigned_to: BEN.id })]);
  });

  it('is said to be nobody, to the endpoints and in the inbox, until somebody has it', async () => {
    await listening();
    const id = await handedOver();
    const [sent] = await webhooks();
    expect(sent?.['data']).toMatchObject({ nobody_online: true });
    const inInbox = async () =>
      (await createInbox(world.db).list({ view: 'needs', reader: ANA.id, limit: 50 })).find(
        (item) => item.id === id,
      );
    expect((await inInbox())?.need).toMatchObject({ assigned_to: null, nobody_online: true });
    await world.conversations.assign(id, BEN.id, ANA, later(60));
    expect((await inInbox())?.need).toMatchObject({ assigned_name: 'Ben', nobody_online: false });
    expect((await conversation(id))?.nobody_online).toBe(false);
  });

  it('is found later by whoever comes online, the longest wait first, as long as there is room', async () => {
    const waits = [await handedOver(20), await handedOver(21), await handedOver(22)];
    expect(await assignWaitingNeeds(world.db, later(30), 20)).toBe(0);
    await online(ANA, 100);
    await world.exec(`update users set max_open_conversations = 2 where id = '${ANA.id}'`);
    // Two looks at once give each of them once.
    const given = await Promise.all([1, 2].map(() => assignWaitingNeeds(world.db, later(101), 20)));
    expect(given.toSorted()).toEqual([0, 2]);
    const rows = await Promise.all(waits.map(conversation));
    expect(rows.map((row) => [row?.assigned_to, row?.nobody_online])).toEqual([
      [ANA.id, false],
      [ANA.id, false],
      [null, true],
    ]);
    expect(
      (await open()).map(({ assigned_to, nobody_online }) => [assigned_to, nobody_online]),
    ).toEqual([
      [ANA.id, false],
      [ANA.id, false],
      [null, true],
    ]);
    expect(await assignWaitingNeeds(world.db, later(102), 20)).toBe(0);
  });

  it('is recorded for a call, too', async () => {
    await online(ANA);
    const call = await world.dialing(world.number(), sid('given'));
    await world.sessions.askForPerson(call.id, 'nobody_to_transfer_to', later(40));
    expect(await open()).toEqual([expect.objectContaining({ assigned_to: ANA.id })]);
    await world.exec(`update calls set person_asked_at = null where id = '${call.id}'`);
  });
});
