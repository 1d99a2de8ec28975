import { historyOf } from '@ringback/shared/db/contact-history.ts';
import { DecisionRow, type Decisions } from '@ringback/shared/db/decisions.ts';
import type { Consents } from '@ringback/shared/db/leads/consents.ts';
import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import {
  SuppressionEntry,
  type SuppressionHistory,
} from '@ringback/shared/db/leads/suppression-history.ts';
import { ConsentRow, EnrollmentRow } from '@ringback/shared/db/text-rows.ts';
import type { Enrollments } from '@ringback/shared/db/texts/enrollments.ts';
import type { NumberRules } from '@ringback/shared/domain/policy/judge-number.ts';
import { PERMIT_PURPOSES, permitsOf } from '@ringback/shared/domain/policy/permits.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { numericId } from '../../http/fields.ts';
import { ok, one } from '../../http/route.ts';

type Deps = {
  leads: Pick<Leads, 'get'>;
  consents: Pick<Consents, 'ofPhone'>;
  suppressionHistory: SuppressionHistory;
  decisions: Pick<Decisions, 'ofLead'>;
  enrollments: Pick<Enrollments, 'ofLead'>;
  numbers: NumberRules;
  now: Now;
};

const LAST = 200;

const PermitShape = z.object({
  channel: z.enum(['call', 'text']),
  purpose: z.enum(PERMIT_PURPOSES),
  allowed: z.boolean(),
  rule: z.string(),
  reason: z.string(),
});

export const getConsent = endpoint(
  {
    method: 'get',
    path: '/api/leads/{id}/consent',
    tag: 'leads',
    summary: 'The lead’s consents and revocations, with every proof',
    description:
      'The complete record in one answer: consents with their words and origin, the do-not-contact entries, the campaigns, and the last 200 decisions.',
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
              may_be_texted: z.boolean().openapi({ description: 'By a campaign that sells.' }),
              may_be_called: z.boolean().openapi({ description: 'By a campaign that sells.' }),
              permits: z.array(PermitShape).openapi({
                description:
                  'Which contacts the number, the do-not-contact list and the consents allow, and which rule denies the others. Hours and caps apply in addition.',
              }),
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
  },
  ({ leads, consents, suppressionHistory, decisions, enrollments, numbers, now }: Deps) =>
    async function getConsent({ params }) {
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
      const history = historyOf({
        consents: agreed,
        suppressions: standing.map(({ scope, source, created_at }) => ({
          scope,
          source,
          at: created_at,
        })),
        touches: [],
      });
      const permits = permitsOf({ ...history, lead, phone: lead.phone, at, numbers });
      const may = (channel: 'text' | 'call') =>
        permits.some(
          (one) => one.channel === channel && one.purpose === 'marketing' && one.allowed,
        );
      return ok({
        lead_id: lead.id,
        phone: lead.phone,
        as_of: at.toISOString(),
        may_be_texted: may('text'),
        may_be_called: may('call'),
        permits,
        consents: agreed.map((row) => ({ ...row, in_force: inForce(row) })),
        suppressions: blocks,
        enrollments: joined,
        decisions: decided,
      });
    },
);
