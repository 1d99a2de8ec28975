import { ContactedLead, LEAD_SORTS, type LeadLists } from '@ringback/shared/db/leads/lead-lists.ts';
import { z } from 'zod';
import { readCursor } from '../../http/cursor.ts';
import { endpoint } from '../../http/endpoint.ts';
import { pageSize, text } from '../../http/fields.ts';
import { pageOf } from '../../http/page-of.ts';
import { many } from '../../http/route.ts';
import { LEAD_FILTERS, NEXT_FILTERS } from './lead-filters.ts';

type Deps = { leadLists: Pick<LeadLists, 'list'> };

/** The last row of a page, and what the list was sorted by. */
const positionIn = (sort: string) =>
  z.object({
    id: z.number().int().positive(),
    ...(sort === 'created'
      ? { sort: z.literal(sort).optional() }
      : { sort: z.literal(sort), value: z.string().max(400) }),
  });

export const listLeads = endpoint(
  {
    method: 'get',
    path: '/api/leads',
    tag: 'leads',
    summary: 'Leads, newest first',
    description:
      'Each with what happens next and why not sooner (`next_contact`), and what happened last (`last_contact`). Sorted by `next_contact`, the list has only leads with which something is planned.',
    access: 'viewer',
    query: z.strictObject({
      limit: pageSize,
      offset: z
        .string()
        .regex(/^\d{1,7}$/, 'a whole number')
        .transform(Number)
        .optional()
        .openapi({ type: 'integer', minimum: 0 }),
      cursor: text(1_000).optional(),
      sort: z.enum(LEAD_SORTS).default('created'),
      order: z.enum(['asc', 'desc']).optional().openapi({
        description: 'Left out: the newest first; by next contact and name from the first on.',
      }),
      ...LEAD_FILTERS,
      ...NEXT_FILTERS,
    }),
    answers: {
      200: {
        description: 'One page',
        schema: many(ContactedLead.extend({}).openapi('ListedLead')),
      },
    },
    refusals: [],
  },
  ({ leadLists }: Deps) =>
    async function listLeads({ query }) {
      const { limit, cursor, sort, ...rest } = query;
      const after = readCursor(positionIn(sort), cursor);
      const found = await leadLists.list({ limit: limit + 1, sort, ...rest, after });
      const page = pageOf(found, limit, ({ id, value }) =>
        sort === 'created' ? { id } : { id, sort, value },
      );
      const data = (page.data as typeof found).map(({ value: _, ...lead }) => lead);
      return { ...page, data };
    },
);
