import type { Consents } from '@ringback/shared/db/consents.ts';
import type { Decisions } from '@ringback/shared/db/decisions.ts';
import { DecisionRow } from '@ringback/shared/db/decisions.ts';
import type { Enrollments } from '@ringback/shared/db/enrollments.ts';
import type { Leads } from '@ringback/shared/db/leads.ts';
import type { SuppressionHistory } from '@ringback/shared/db/suppression-history.ts';
import { SuppressionEntry } from '@ringback/shared/db/suppression-history.ts';
import { ConsentRow, EnrollmentRow } from '@ringback/shared/db/text-rows.ts';
import { z } from 'zod';
import { numericId } from '../http/fields.ts';
import { ok, one, type Route, route, spec } from '../http/route.ts';

type Deps = {
  leads: Pick<Leads, 'get'>;
  consents: Pick<Consents, 'ofPhone'>;
  suppressionHistory: SuppressionHistory;
  decisions: Pick<Decisions, 'ofLead'>;
  enrollments: Pick<Enrollments, 'ofLead'>;
  now: () => Date;
};

const LAST = 200;

export const consentSpec = spec({
  method: 'get',
  path: '/api/leads/{id}/consent',
  tag: 'leads',
  summary: 'What the lead agreed to and took back, with every proof',
  description:
    'The whole of it in one answer, to be handed to whoever asks: consents with their words and origin, the do-not-contact entries, the campaigns, and the last 200 decisions.',
  access: 'viewer',
  params: z.object({ id: numericId }),
  answers: {
    200: {
      description: 'The evidence',
      schema: one(
        z
          .object({
            lead_id: z.number().int(),
            phone: z.string(),
            as_of: z.string(),
            may_be_texted: z.boolean(),
            may_be_called: z.boolean(),
            consents: z.array(ConsentRow.extend({ in_force: z.boolean() })),
            suppressions: z.array(SuppressionEntry),
            enrollments: z.array(EnrollmentRow),
            decisions: z.array(DecisionRow),
          })
          .openapi('ConsentEvidence'),
      ),
    },
  },
  refusals: [404],
});

export function consentRoutes(deps: Deps): Route[] {
  const { leads, consents, suppressionHistory, decisions, enrollments, now } = deps;

  return [
    route(consentSpec, async ({ params }) => {
      const at = now();
      const lead = await leads.get(params.id);
      const [agreed, blocks, joined, decided] = await Promise.all([
        consents.ofPhone(lead.phone),
        suppressionHistory(lead.phone),
        enrollments.ofLead(lead.id),
        decisions.ofLead(lead.id, LAST),
      ]);
      const inForce = (row: ConsentRow) =>
        row.revoked_at === null &&
        (row.expires_at === null || Date.parse(row.expires_at) > at.getTime());
      const standing = blocks.filter(({ lifted_at }) => lifted_at === null);
      const may = (channel: 'text' | 'call', scope: 'sms' | 'voice') =>
        !standing.some((block) => block.scope === 'all' || block.scope === scope) &&
        agreed.some((row) => inForce(row) && (row.channel === 'all' || row.channel === channel));
      return ok({
        lead_id: lead.id,
        phone: lead.phone,
        as_of: at.toISOString(),
        may_be_texted: may('text', 'sms'),
        may_be_called: may('call', 'voice'),
        consents: agreed.map((row) => ({ ...row, in_force: inForce(row) })),
        suppressions: blocks,
        enrollments: joined,
        decisions: decided,
      });
    }),
  ];
}
