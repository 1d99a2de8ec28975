import { ContactedLead, type LeadLists } from '@ringback/shared/db/leads/lead-lists.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { byId } from './lead.ts';

type Deps = { leadLists: Pick<LeadLists, 'find'> };

export const getLead = endpoint(
  {
    method: 'get',
    path: '/api/leads/{id}',
    tag: 'leads',
    summary: 'One lead, with what happens next and what happened last',
    access: 'viewer',
    params: byId,
    answers: {
      200: {
        description: 'The lead',
        schema: one(ContactedLead.extend({}).openapi('ContactedLead')),
      },
    },
    refusals: [404],
  },
  ({ leadLists }: Deps) =>
    async function getLead({ params }) {
      const lead = await leadLists.find(params.id);
      if (!lead) throw new AppError('not_found', 'There is no such lead.');
      return ok(lead);
    },
);
