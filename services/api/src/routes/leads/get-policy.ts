import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import { ConsentRow } from '@ringback/shared/db/text-rows.ts';
import type { Channel } from '@ringback/shared/domain/policy/contact-input.ts';
import type { ContactVerdict } from '@ringback/shared/domain/policy/decide-contact.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import type { OutlookOf } from '../../policy/outlook-of.ts';
import { byId } from './lead.ts';

type Deps = { leads: Pick<Leads, 'get'>; outlookOf: OutlookOf; now: Now };

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
  ({ leads, outlookOf, now }: Deps) =>
    async function getPolicy({ params }) {
      const at = now();
      const { text, call, agreed, ...rest } = await outlookOf(await leads.get(params.id), at);
      const standing = (channel: Channel) =>
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
        consent: { text: standing('text'), call: standing('call') },
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
