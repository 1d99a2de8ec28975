import { historyOf } from '@ringback/shared/db/contact-history.ts';
import type { Consents } from '@ringback/shared/db/leads/consents.ts';
import type { LeadStanding } from '@ringback/shared/db/leads/lead-standing.ts';
import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import type { Switches } from '@ringback/shared/db/switches.ts';
import { ConsentRow } from '@ringback/shared/db/text-rows.ts';
import type { Channel, ContactCaps } from '@ringback/shared/domain/policy/contact-input.ts';
import { contactOutlook } from '@ringback/shared/domain/policy/contact-outlook.ts';
import type { ContactVerdict } from '@ringback/shared/domain/policy/decide-contact.ts';
import type { NumberRules } from '@ringback/shared/domain/policy/judge-number.ts';
import type { OperatorHours } from '@ringback/shared/domain/quiet-hours/day-hours.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { byId } from './lead.ts';

type Deps = {
  leads: Pick<Leads, 'get'>;
  consents: Pick<Consents, 'ofPhone'>;
  leadStanding: LeadStanding;
  switches: Pick<Switches, 'list'>;
  numbers: NumberRules;
  hours: OperatorHours;
  contactCaps: ContactCaps;
  now: Now;
};

const Verdict = z
  .object({
    verdict: z.enum(['allow', 'hold', 'deny']),
    rule: z.string(),
    words: z.string(),
    until: z.string().nullable().openapi({
      description: 'Allowed until then, held until then; null: waiting does not help.',
    }),
  })
  .openapi('ContactVerdict');

const Use = z.object({ used: z.number().int(), most: z.number().int() });

export const getPolicy = endpoint(
  {
    method: 'get',
    path: '/api/leads/{id}/policy',
    tag: 'leads',
    summary: 'Whether a campaign might text or call this lead now, and what that rests on',
    description:
      'The judgement that every contact gets, asked before there is one. `window`: the hours of today by the clock of the zone. `caps`: contacts of the last day and week against the strictest limit on both channels together.',
    access: 'viewer',
    params: byId,
    answers: {
      200: {
        description: 'As of now',
        schema: one(
          z
            .object({
              text: Verdict,
              call: Verdict,
              window: z.array(z.object({ from: z.string(), to: z.string() })),
              zone: z.string().nullable(),
              zone_source: z.enum(['lead', 'region', 'number', 'unknown']),
              local_time: z.string().nullable(),
              caps: z.object({ today: Use, week: Use }),
              consent: z.object({ text: ConsentRow.nullable(), call: ConsentRow.nullable() }),
              rules: z.array(z.object({ rule: z.string(), source: z.string() })),
            })
            .openapi('LeadPolicy'),
        ),
      },
    },
    refusals: [404],
  },
  ({ leads, consents, leadStanding, switches, numbers, hours, contactCaps, now }: Deps) =>
    async function getPolicy({ params }) {
      const at = now();
      const lead = await leads.get(params.id);
      const [agreed, standing, states] = await Promise.all([
        consents.ofPhone(lead.phone),
        leadStanding(lead.phone, at),
        switches.list(),
      ]);
      const isOff = (channel: Channel) =>
        states.some(
          ({ name, is_on }) =>
            is_on &&
            (name === 'stop_all' || name === (channel === 'call' ? 'stop_calls' : 'stop_texts')),
        );
      const { text, call, ...rest } = contactOutlook({
        ...historyOf({ ...standing, consents: agreed }),
        lead,
        phone: lead.phone,
        numbers,
        at,
        caps: contactCaps,
        // Money is judged where it is taken.
        budget: { spentUsd: 0, capUsd: null, resetsAt: null },
        operator: hours,
        isOff,
      });
      const standingFor = (channel: Channel) =>
        agreed.find(
          (row) =>
            (row.channel === 'all' || row.channel === channel) &&
            row.revoked_at === null &&
            (row.expires_at === null || Date.parse(row.expires_at) > at.getTime()),
        ) ?? null;
      return ok({
        ...rest,
        text: told(text),
        call: told(call),
        consent: { text: standingFor('text'), call: standingFor('call') },
      });
    },
);

function told(verdict: ContactVerdict): z.infer<typeof Verdict> {
  const { rule, reason: words } = verdict;
  const until = verdict.verdict === 'deny' ? null : verdict.until;
  return {
    verdict: verdict.verdict,
    rule,
    words,
    until: until && Number.isFinite(until.getTime()) ? until.toISOString() : null,
  };
}
