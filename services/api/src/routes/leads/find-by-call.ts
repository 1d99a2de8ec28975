import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { text } from '../../http/fields.ts';
import { ok, one } from '../../http/route.ts';
import { Lead } from './lead.ts';

type Deps = { leads: Pick<Leads, 'findByCallSid'> };

export const findByCall = endpoint(
  {
    method: 'get',
    path: '/api/leads/by-call/{callSid}',
    tag: 'leads',
    summary: 'The lead linked to a call',
    access: 'viewer',
    params: z.object({ callSid: text(50) }),
    answers: { 200: { description: 'The lead', schema: one(Lead) } },
    refusals: [404],
  },
  ({ leads }: Deps) =>
    async function findByCall({ params }) {
      const lead = await leads.findByCallSid(params.callSid);
      if (!lead) throw new AppError('not_found', 'No lead is linked to this call.');
      return ok(lead);
    },
);
