import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFinishConversation } from '@ringback/shared/db/texts/finish-conversation.ts';
import { ANA, later } from '@ringback/testing/database-world.ts';
import { claimAt, startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const STARTS_AT = '2026-11-24T15:00:00.000Z';

/** The agent has made up its mind after the lead has agreed to a time. */
async function agreed() {
  const finish = createFinishConversation(world.db);
  const lead = await world.planned();
  await world.sent(lead.message_id);
  await world.inbound.receive(world.inboundText(lead.phone, { body: 'Tuesday at ten' }), later(10));
  const begun = await world.replies.begin(lead.conversation_id, 60_000, later(15));
  if (begun.verdict !== 'go') throw new Error(begun.verdict);
  const word = {
    conversation_id: lead.conversation_id,
    fence: begun.fence,
    message_id: randomUUID(),
    body: 'See you on Tuesday.',
    in_reply_to_seq: begun.in_reply_to_seq,
    outcome: 'success' as const,
    reason: 'goal_reached',
    evidence: { words: 'Tuesday at ten' },
    appointment: { starts_at: STARTS_AT, words: 'Tuesday at ten' },
  };
  const appointments = () =>
    world.exec(`select words from appointments where conversation_id = '${lead.conversation_id}'`);
  return { ...lead, word, appointments, finish: (at = later(20)) => finish(word, at) };
}

describe('the last word of the agent', () => {
  it('books, ends the conversation as a success and stops the campaign, in one step', async () => {
    const { conversation_id: id, phone, finish, appointments } = await agreed();
    expect(await finish()).toMatchObject({ result: 'planned' });
    expect(await appointments()).toEqual([{ words: 'Tuesday at ten' }]);
    expect(await world.conversations.find(id)).toMatchObject({
      owner: 'closed',
      conversion_status: 'success',
      end_reason: 'goal_reached',
      end_evidence: { words: 'Tuesday at ten', appointment_id: expect.any(String) },
      reply_due_at: null,
    });
    expect(await world.enrollment(phone)).toMatchObject({
      status: 'stopped',
      reason: 'goal_reached',
    });
  });

  it('may end it without an appointment, where nothing will come of it', async () => {
    const { conversation_id: id, phone, word, appointments } = await agreed();
    const { appointment: _, ...goodbye } = word;
    const evidence = { words: 'Tuesday at ten', seq: 2, why: 'already_bought' };
    await createFinishConversation(world.db)(
      { ...goodbye, outcome: 'unqualified', reason: 'disqualified', evidence },
      later(20),
    );
    expect(await appointments()).toEqual([]);
    expect(await world.conversations.find(id)).toMatchObject({
      owner: 'closed',
      conversion_status: 'unqualified',
      end_reason: 'disqualified',
      end_evidence: evidence,
    });
    expect(await world.enrollment(phone)).toMatchObject({
      status: 'stopped',
      reason: 'disqualified',
    });
    const begun = await world.messages.begin(word.message_id, claimAt(later(21)), later(21));
    expect(begun.verdict).toBe('go');
  });

  it('is still said: the end does not take it back', async () => {
    const { word, finish } = await agreed();
    await finish();
    const begun = await world.messages.begin(word.message_id, claimAt(later(21)), later(21));
    expect(begun).toMatchObject({ verdict: 'go', message: { body: 'See you on Tuesday.' } });
  });

  it.each([
    [
      'the lead has said something newer',
      ({ phone }: { phone: string }) =>
        world.inbound.receive(world.inboundText(phone, { body: 'No, wait' }), later(21)),
      'newer_inbound',
    ],
    [
      'a person has written',
      ({ conversation_id }: { conversation_id: string }) =>
        world.conversations.write(
          {
            conversation_id,
            message_id: randomUUID(),
            client_message_id: 'c1',
            body: 'Wait, not Tuesday.',
            actor: ANA,
          },
          later(21),
        ),
      'not_ai_owned',
    ],
  ])('is kept back when, before it has left, %s', async (_what, happens, rule) => {
    const made = await agreed();
    await made.finish();
    await happens(made);
    const begun = await world.messages.begin(made.word.message_id, claimAt(later(22)), later(22));
    expect(begun).toEqual({ verdict: 'denied', rule });
    expect(await world.text(made.word.message_id)).toMatchObject({ delivery_status: 'suppressed' });
    expect(await made.appointments()).toHaveLength(1);
  });

  it('told twice is one word and one appointment', async () => {
    const { finish, appointments } = await agreed();
    await finish();
    expect(await finish(later(25))).toMatchObject({ result: 'replayed' });
    expect(await appointments()).toHaveLength(1);
  });

  it.each([
    [
      'the lead has said something newer',
      (phone: string) =>
        world.inbound.receive(world.inboundText(phone, { body: 'No, wait' }), later(18)),
      'newer_inbound',
    ],
    [
      'the lead has opted out',
      (phone: string) => world.inbound.receive(world.stopText(phone), later(18)),
      'opted_out',
    ],
  ])('books and ends nothing once %s', async (_what, happens, reason) => {
    const { conversation_id: id, phone, word, finish, appointments } = await agreed();
    await happens(phone);
    expect(await finish()).toMatchObject({ result: 'suppressed', reason });
    expect(await appointments()).toEqual([]);
    expect(await world.conversations.find(id)).not.toMatchObject({ end_reason: 'goal_reached' });
    expect(await world.text(word.message_id)).toMatchObject({ delivery_status: 'suppressed' });
  });

  it('does not go past a person who has taken over', async () => {
    const { conversation_id: id, finish, appointments } = await agreed();
    await world.conversations.setOwner(id, 'human', ANA, later(18));
    expect(await finish()).toMatchObject({ result: 'suppressed', reason: 'not_ai_owned' });
    expect(await appointments()).toEqual([]);
    expect(await world.conversations.find(id)).toMatchObject({ owner: 'human', ended_at: null });
  });

  it('is not heard any more once a person has spoken, not even when that person has closed', async () => {
    const { conversation_id: id, word, finish } = await agreed();
    await finish();
    const text = { message_id: randomUUID(), client_message_id: 'one', body: 'Or Wednesday?' };
    await world.conversations.write({ ...text, conversation_id: id, actor: ANA }, later(30));
    await world.conversations.end({ conversation_id: id, reason: 'closed_by_staff' }, later(40));
    const at = later(50);
    expect(await world.messages.begin(word.message_id, claimAt(at), at)).toEqual({
      verdict: 'denied',
      rule: 'person_spoke',
    });
  });

  it('leaves a conversation that a late text opens again', async () => {
    const { conversation_id: id, phone, finish } = await agreed();
    await finish();
    const { reopened, conversation } = await world.inbound.receive(
      world.inboundText(phone, { body: 'thanks' }),
      later(3_600),
    );
    expect([reopened, conversation.id, conversation.conversion_status]).toEqual([
      true,
      id,
      'success',
    ]);
  });
});
