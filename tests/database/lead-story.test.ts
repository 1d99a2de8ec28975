import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLeadStory } from '@ringback/shared/db/leads/lead-story.ts';
import { createNotes } from '@ringback/shared/db/leads/notes.ts';
import { ANA, later } from '@ringback/testing/database-world.ts';
import { type RepliesWorld, startRepliesWorld } from '@ringback/testing/replies-world.ts';

let world: RepliesWorld;
let story: ReturnType<typeof createLeadStory>;
beforeAll(async () => {
  world = await startRepliesWorld();
  story = createLeadStory(world.db);
});
afterAll(() => world.stop());

/** Somebody who was texted, answered, was answered by Ana, and then wanted nothing more. */
async function lived() {
  const talk = await world.thinking();
  const { conversation_id, phone } = talk;
  await world.conversations.setOwner(conversation_id, 'human', ANA, later(20));
  await createNotes(world.db).add(
    { id: randomUUID(), conversation_id, body: 'Prefers mornings.', actor: ANA },
    later(21),
  );
  await world.inbound.receive(world.stopText(phone), later(30));
  return talk;
}

describe('the story of a lead', () => {
  it('holds every kind of thing that happened, newest first', async () => {
    const { lead } = await lived();
    const entries = await story.ofLead(lead.id, { limit: 100 });
    const kinds = entries.map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(
      new Set([
        ...['arrival', 'consent', 'enrollment', 'text', 'decision'],
        ...['ownership', 'note', 'suppression'],
      ]),
    );
    const moments = entries.map(({ at }) => Date.parse(at));
    expect(moments).toEqual([...moments].sort((a, b) => b - a));
    expect(entries.find(({ kind }) => kind === 'arrival')?.told).toMatchObject({ source: 'form' });
    expect(entries.find(({ kind }) => kind === 'note')?.told).toMatchObject({ author_name: 'Ana' });
  });

  it('is read page by page, each entry once, also where much happened at one moment', async () => {
    const { lead } = await lived();
    const whole = await story.ofLead(lead.id, { limit: 100 });
    const paged: typeof whole = [];
    for (;;) {
      const last = paged.at(-1);
      const before = last && { at: last.at, key: last.key };
      const page = await story.ofLead(lead.id, { limit: 2, before });
      if (page.length === 0) break;
      paged.push(...page);
    }
    expect(paged).toEqual(whole);
  });

  it('stands between the texts of a conversation without the texts', async () => {
    const { conversation_id, lead } = await lived();
    const other = await world.thinking();
    const entries = await story.ofConversation(conversation_id, { limit: 100 });
    const kinds = new Set(entries?.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      ['arrival', 'consent', 'enrollment', 'note', 'ownership', 'suppression'].sort(),
    );
    expect(await story.ofConversation(randomUUID(), { limit: 9 })).toBeNull();
    expect(await story.ofLead(other.lead.id, { limit: 100 })).not.toEqual([]);
    await world.leads.delete(lead.id, later(40));
    expect(await story.ofLead(lead.id, { limit: 100 })).toEqual([]);
  });
});
