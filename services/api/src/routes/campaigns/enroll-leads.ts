import type { Campaigns } from '@ringback/shared/db/texts/campaigns.ts';
import type { Enrollments } from '@ringback/shared/db/texts/enrollments.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { byId, findCampaign, over } from './campaign.ts';

type Deps = {
  campaigns: Pick<Campaigns, 'find'>;
  enrollments: Pick<Enrollments, 'enroll'>;
  log: Logger;
  now: Now;
};

export const enrollLeads = endpoint(
  {
    method: 'post',
    path: '/api/campaigns/{id}/enroll',
    tag: 'campaigns',
    summary: 'Enroll leads in a campaign',
    description:
      'Returns a verdict for each; consent, do-not-contact and other campaigns are respected.',
    access: 'agent',
    params: byId,
    body: z.strictObject({ lead_ids: z.array(z.int().positive()).min(1).max(1_000) }),
    answers: {
      200: {
        description: 'The result for each lead',
        schema: one(
          z.object({
            enrolled: z.number().int(),
            rows: z.array(
              z.object({
                lead_id: z.number().int(),
                enrollment_id: z.number().int().nullable(),
                result: z.string(),
              }),
            ),
          }),
        ),
      },
    },
    refusals: [404, 409],
  },
  ({ campaigns, enrollments, log, now }: Deps) =>
    async function enrollLeads({ params, body }) {
      const campaign = await findCampaign(campaigns, params.id);
      if (campaign.status === 'ended') throw over();
      const rows = await enrollments.enroll(params.id, [...new Set(body.lead_ids)], now());
      const enrolled = rows.filter(({ result }) => result === 'enrolled').length;
      log.info({ campaignId: params.id, asked: rows.length, enrolled }, 'leads enrolled');
      return ok({ enrolled, rows });
    },
);
