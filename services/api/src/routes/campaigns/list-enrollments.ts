import type { Campaigns } from '@ringback/shared/db/texts/campaigns.ts';
import type { Enrollments } from '@ringback/shared/db/texts/enrollments.ts';
import { z } from 'zod';
import { IdPosition, readCursor } from '../../http/cursor.ts';
import { endpoint } from '../../http/endpoint.ts';
import { pageSize, text } from '../../http/fields.ts';
import { pageOf } from '../../http/page-of.ts';
import { many } from '../../http/route.ts';
import { byId, Enrollment, findCampaign } from './campaign.ts';

type Deps = { campaigns: Pick<Campaigns, 'find'>; enrollments: Pick<Enrollments, 'ofCampaign'> };

export const listEnrollments = endpoint(
  {
    method: 'get',
    path: '/api/campaigns/{id}/enrollments',
    tag: 'campaigns',
    summary: 'Enrollments of a campaign, newest first',
    access: 'viewer',
    params: byId,
    query: z.strictObject({ limit: pageSize, cursor: text(200).optional() }),
    answers: {
      200: {
        description: 'One page',
        schema: many(Enrollment),
      },
    },
    refusals: [404],
  },
  ({ campaigns, enrollments }: Deps) =>
    async function listEnrollments({ params, query: { limit, cursor } }) {
      const before = readCursor(IdPosition, cursor)?.id;
      const [, found] = await Promise.all([
        findCampaign(campaigns, params.id),
        enrollments.ofCampaign(params.id, limit + 1, before),
      ]);
      return pageOf(found, limit, (last) => ({ id: last.id }));
    },
);
