import type { LeadStory } from '@ringback/shared/db/leads/lead-story.ts';
import { z } from 'zod';
import { readCursor, writeCursor } from '../../http/cursor.ts';
import { endpoint } from '../../http/endpoint.ts';
import { pageSize, text } from '../../http/fields.ts';
import { many, page } from '../../http/route.ts';
import { entryOf, StoryPosition, TimelineEntry } from '../../http/story.ts';
import { byId, noSuchConversation } from './conversation.ts';

type Deps = { story: Pick<LeadStory, 'ofConversation'> };

export const readEntries = endpoint(
  {
    method: 'get',
    path: '/api/conversations/{id}/entries',
    tag: 'conversations',
    summary: 'What stands between the texts, oldest first',
    description:
      'Where the lead came from, consents, campaigns, who answered, notes, appointments, do-not-contact, and how the conversation was judged; the newest entries first of all pages. `before`, with the `next_cursor` of a page, is the page before it.',
    access: 'viewer',
    params: byId,
    query: z.strictObject({ limit: pageSize, before: text(300).optional() }),
    answers: { 200: { description: 'One page', schema: many(TimelineEntry) } },
    refusals: [404],
  },
  ({ story }: Deps) =>
    async function readEntries({ params, query: { limit, before } }) {
      const position = readCursor(StoryPosition, before);
      const found = await story.ofConversation(params.id, { limit: limit + 1, before: position });
      if (!found) throw noSuchConversation();
      const entries = found.slice(0, limit);
      const oldest = found.length > limit ? entries.at(-1) : undefined;
      return page(
        entries.reverse().map(entryOf),
        oldest ? writeCursor({ at: oldest.at, key: oldest.key }) : null,
      );
    },
);
