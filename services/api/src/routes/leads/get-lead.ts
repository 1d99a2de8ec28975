import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { byId, Lead } from './lead.ts';

type Deps = { leads: Pick<Leads, 'get'> };

export const getLead = endpoint(
  {
    method: 'get',
    path: '/api/leads/{id}',
    tag: 'leads',
    summary: 'One lead',
    access: 'viewer',
    params: byId,
    answers: { 200: { description: 'The lead', schema: one(Lead) } },
    refusals: [404],
  },
  ({ leads }: Deps) =>
    async function getLead({ params }) {
      return ok(await leads.get(params.id));
    },
);
