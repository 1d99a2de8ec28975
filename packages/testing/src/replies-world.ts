import { randomUUID } from 'node:crypto';
import { later } from './database-world.ts';
import { startTextsWorld } from './texts-world.ts';

/** A world of texts in which somebody has written and an answer is on its way. */
export async function startRepliesWorld() {
  const world = await startTextsWorld();

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

  return { ...world, thinking };
}

export type RepliesWorld = Awaited<ReturnType<typeof startRepliesWorld>>;
