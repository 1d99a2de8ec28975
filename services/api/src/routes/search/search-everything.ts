import type { LeadLists } from '@ringback/shared/db/leads/lead-lists.ts';
import { SaidWords, type SearchWords } from '@ringback/shared/db/search-words.ts';
import { CampaignRow } from '@ringback/shared/db/text-rows.ts';
import type { Campaigns } from '@ringback/shared/db/texts/campaigns.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { text } from '../../http/fields.ts';
import { ok, one } from '../../http/route.ts';
import { Lead } from '../leads/lead.ts';
import { Excerpt, quoteOf } from './quote-of.ts';

type Deps = {
  leadLists: Pick<LeadLists, 'list'>;
  campaigns: Pick<Campaigns, 'search'>;
  searchWords: SearchWords;
};

const MOST = 20;

const Said = SaidWords.omit({ words: true }).extend({ excerpt: Excerpt }).openapi('SaidWords');

export const searchEverything = endpoint(
  {
    method: 'get',
    path: '/api/search',
    tag: 'search',
    summary: 'People, what was said in texts and calls, and campaigns',
    description:
      'People have the letters anywhere in their name, number or email; campaigns in their name. A text or a turn has all of the words in any order, the last one as a beginning. Newest first. `excerpt` shows the words from its character `from` to `to`; `seq` is the place of the text in its conversation, or of the turn in its call.',
    access: 'viewer',
    query: z.strictObject({
      q: text(100),
      limit: z
        .string()
        .regex(/^\d{1,2}$/, `a whole number from 1 to ${MOST}`)
        .transform(Number)
        .refine((limit) => limit >= 1 && limit <= MOST, `a whole number from 1 to ${MOST}`)
        .default(8)
        .openapi({ type: 'integer', minimum: 1, maximum: MOST, default: 8 }),
    }),
    answers: {
      200: {
        description: 'So many of each group at most',
        schema: one(
          z.object({
            people: z.array(Lead),
            said: z.array(Said),
            campaigns: z.array(CampaignRow.pick({ id: true, name: true, status: true })),
          }),
        ),
      },
    },
    refusals: [],
  },
  ({ leadLists, campaigns, searchWords }: Deps) =>
    async function searchEverything({ query: { q, limit } }) {
      const [people, said, named] = await Promise.all([
        leadLists.list({ q, limit }),
        searchWords(q, limit),
        campaigns.search(q, limit),
      ]);
      return ok({
        people: people.map((one) => Lead.parse(one)),
        said: said.map((one) => quoteOf(one, q)),
        campaigns: named.map(({ id, name, status }) => ({ id, name, status })),
      });
    },
);
