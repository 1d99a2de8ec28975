import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import { longestOf } from '@ringback/shared/domain/lead.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { phoneText, text } from '../../http/fields.ts';
import { one } from '../../http/route.ts';
import type { ReadPhone } from '../../lead-reading/read-phone.ts';
import { changeOf, dialable, Lead, leadFields, nameTheOther, reachedAt } from './lead.ts';

type Deps = { leads: Pick<Leads, 'create' | 'findByPhone'>; readPhone: ReadPhone; now: Now };

const NewLead = z.strictObject({
  phone: phoneText,
  source: text(longestOf('source')).optional(),
  ...leadFields,
});

export const createLead = endpoint(
  {
    method: 'post',
    path: '/api/leads',
    tag: 'leads',
    summary: 'A new lead',
    access: 'agent',
    body: NewLead,
    answers: { 201: { description: 'The lead', schema: one(Lead) } },
    refusals: [409, 422],
  },
  ({ leads, readPhone, now }: Deps) =>
    async function createLead({ body }) {
      const phone = dialable(body.phone, readPhone);
      const lead = await leads
        .create({ ...changeOf(body), ...reachedAt(phone, body.phone_extension) }, now())
        .catch((thrown: unknown) =>
          nameTheOther(leads, thrown, reachedAt(phone, body.phone_extension)),
        );
      return { status: 201, data: lead };
    },
);
