import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { byId } from './lead.ts';

type Deps = { leads: Pick<Leads, 'delete'>; now: Now };

export const deleteLead = endpoint(
  {
    method: 'delete',
    path: '/api/leads/{id}',
    tag: 'leads',
    summary: 'Delete a lead and the words of its calls and texts',
    description: 'A do-not-contact entry stays, without the number. 409 during a live call.',
    access: 'admin',
    params: byId,
    answers: {
      200: {
        description: 'The deleted lead',
        schema: one(z.object({ id: z.number().int(), deleted: z.literal(true) })),
      },
    },
    refusals: [404, 409],
  },
  ({ leads, now }: Deps) =>
    async function deleteLead({ params }, { caller }) {
      await leads.delete(params.id, now(), actorOf(caller));
      return ok({ id: params.id, deleted: true });
    },
);
