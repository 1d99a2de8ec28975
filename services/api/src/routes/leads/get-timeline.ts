import type { LeadStory } from '@ringback/shared/db/leads/lead-story.ts';
import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import { z } from 'zod';
import { readCursor, writeCursor } from '../../http/cursor.ts';
import { endpoint } from '../../http/endpoint.ts';
import { pageSize, text } from '../../http/fields.ts';
import { many, page } from '../../http/route.ts';
import { entryOf, StoryPosition, TimelineEntry } from '../../http/story.ts';
import { byId } from './lead.ts';

type Deps = { leads: Pick<Leads, 'get'>; story: Pick<LeadStory, 'ofLead'> };

export const getTimeline = endpoint(
  {
    method: 'get',
    path: '/api/leads/{id}/timeline',
    tag: 'leads',
    summary: 'The timeline of a lead, oldest first',
    description:
      'The newest entries, each page from its oldest on: where the lead came from, consents, campaigns, calls, texts, decisions, analyses, appointments, who answered, notes, do-not-contact. `before`, with the `next_cursor` of a page, is the page before it.',
    access: 'viewer',
    params: byId,
    query: z.strictObject({ limit: pageSize.default(200), before: text(300).optional() }),
    answers: { 200: { description: 'The story', schema: many(TimelineEntry) } },
    refusals: [404],
  },
  ({ leads, story }: Deps) =>
    async function getTimeline({ params, query: { limit, before } }) {
      const position = readCursor(StoryPosition, before);
      const [, found] = await Promise.all([
        leads.get(params.id),
        story.ofLead(params.id, { limit: limit + 1, before: position }),
      ]);
      const entries = found.slice(0, limit);
      const oldest = found.length > limit ? entries.at(-1) : undefined;
      return page(
        entries.reverse().map(entryOf),
        oldest ? writeCursor({ at: oldest.at, key: oldest.key }) : null,
      );
    },
);
