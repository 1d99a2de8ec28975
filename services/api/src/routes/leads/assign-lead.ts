import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { byId, Lead } from './lead.ts';

type Deps = { leads: Pick<Leads, 'assign'>; now: Now };

export const assignLead = endpoint(
  {
    method: 'post',
    path: '/api/leads/{id}/assign',
    tag: 'leads',
    summary: 'Whose lead it is',
    access: 'agent',
    params: byId,
    body: z.strictObject({
      user_id: z.uuid().nullable().openapi({ description: 'Null: nobody’s.' }),
    }),
    answers: { 200: { description: 'The lead', schema: one(Lead) } },
    refusals: [404, 409],
  },
  ({ leads, now }: Deps) =>
    async function assignLead({ params, body }, { caller }) {
      const { result, lead } = await leads.assign(params.id, body.user_id, actorOf(caller), now());
      if (result === 'no_such_user') {
        throw new AppError('conflict', 'Nobody who may answer has this id.');
      }
      if (!lead) throw new AppError('not_found', 'There is no such lead.');
      return ok(lead);
    },
);
