import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANA, later, NOON } from '@ringback/testing/database-world.ts';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const OTHER_NUMBER = '+12025559001';

async function asked(phone = world.number()) {
  const text = world.inboundText(phone, { body: 'What does it cost?' });
  const { conversation } = await world.inbound.receive(text, NOON);
  return { phone, id: conversation.id };
}

/** The agent has thought, and its words wait to leave. */
async function answered(id: string) {
  const turn = await world.replies.begin(id, 45_000, later(6));
  if (turn.verdict !== 'go') throw new Error(turn.verdict);
  const { fence, in_reply_to_seq } = turn;
  const draft = { conversation_id: id, fence, in_reply_to_seq, message_id: randomUUID() };
  await world.replies.saveDraft({ ...draft, body: 'A hundred.' }, later(6));
  return draft.message_id;
}

const helped = (phone: string, at: Date) =>
  world.inbound.receive(
    world.inboundText(phone, {
      body: 'Info',
      opt_out: { kind: 'help', rule: 'keyword.help', words: 'Info' },
      notice: { message_id: randomUUID(), body: 'Write to help@example.com.' },
    }),
    at,
  );

describe('an answer that is owed', () => {
  it('stays owed when the lead calls for help in the same burst', async () => {
    const { phone } = await asked();
    const { conversation } = await helped(phone, later(2));
    expect(Date.parse(String(conversation.reply_due_at))).toBe(later(7).getTime());
  });

  it('is owed again when a call for help took back the words for it', async () => {
    const { phone, id } = await asked();
    const reply = await answered(id);
    const { conversation } = await helped(phone, later(7));
    expect(await world.text(reply)).toMatchObject({ suppressed_reason: 'newer_inbound' });
    expect(conversation.reply_due_at).not.toBeNull();
  });

  it('goes to a person also when the story of it was cut in the middle of an emoji', async () => {
    const { id } = await asked();
    const summary = 'The lead wrote: \u{1f600}'.slice(0, -1);
    const given = { conversation_id: id, reason: 'unsure', summary };
    expect(await world.replies.handOver(given, later(6))).toMatchObject({ result: 'handed_over' });
    expect(await world.conversations.find(id)).toMatchObject({
      owner: 'human',
      handover_summary: 'The lead wrote: \ufffd',
    });
  });

  it('is not owed to a call for help alone', async () => {
    const { conversation } = await helped(world.number(), NOON);
    expect(conversation.reply_due_at).toBeNull();
  });

  it('is that of its own conversation, whatever becomes of one with another number of ours', async () => {
    const { phone, id } = await asked();
    const reply = await answered(id);
    const beside = world.inboundText(phone, { to: OTHER_NUMBER, body: 'And who are you?' });
    const { conversation: other } = await world.inbound.receive(beside, later(7));
    expect(other.id).not.toBe(id);
    await world.conversations.setOwner(other.id, 'human', ANA, later(8));
    await world.conversations.end(
      { conversation_id: other.id, reason: 'closed_by_staff' },
      later(9),
    );
    expect(await world.text(reply)).toMatchObject({ delivery_status: 'pending' });
    // One that refuses contact refuses it everywhere.
    await world.inbound.receive(world.stopText(phone, { to: OTHER_NUMBER }), later(10));
    expect(await world.text(reply)).toMatchObject({ delivery_status: 'suppressed' });
  });
});
