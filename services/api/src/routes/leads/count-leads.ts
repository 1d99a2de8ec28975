import { LeadCounts, type LeadLists } from '@ringback/shared/db/leads/lead-lists.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { moment } from '../../http/fields.ts';
import { ok, one } from '../../http/route.ts';
import { LEAD_FILTERS } from './lead-filters.ts';

type Deps = { leadLists: Pick<LeadLists, 'count'> };

const { status: _, since: __, ...FILTERS } = LEAD_FILTERS;

export const countLeads = endpoint(
  {
    method: 'get',
    path: '/api/leads/counts',
    tag: 'leads',
    summary: 'How many leads each view has',
    description: '`all` counts up to 10,000, the others up to 1,000.',
    access: 'viewer',
    query: z.strictObject({
      today: moment.openapi({ description: 'When the day began for the one who asks.' }),
      ...FILTERS,
    }),
    answers: {
      200: { description: 'The counts', schema: one(LeadCounts.extend({}).openapi('LeadCounts')) },
    },
    refusals: [],
  },
  ({ leadLists }: Deps) =>
    async function countLeads({ query: { today, ...filter } }) {
      return ok(await leadLists.count(filter, today));
    },
);
