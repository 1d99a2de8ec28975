import type { Campaigns } from '@ringback/shared/db/campaigns.ts';
import type { Enrollments } from '@ringback/shared/db/enrollments.ts';
import { z } from 'zod';
import { IdPosition, readCursor, writeCursor } from '../../http/cursor.ts';
import { endpoint } from '../../http/endpoint.ts';
import { pageSize, text } from '../../http/fields.ts';
import { many, page } from '../../http/route.ts';
import { byId, Enrollment, findCampaign } from './campaign.ts';

type Deps = { campaigns: Pick<Campaigns, 'find'>; enrollments: Pick<Enrollments, 'ofCampaign'> };

export const listEnrollments = endpoint(
  {
    method: 'get',
    path: '/api/campaigns/{id}/enrollments',
    tag: 'campaigns',
    summary: 'Who is in a campaign, newest first',
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
      const rows = found.slice(0, limit);
      const last = found.length > limit ? rows.at(-1) : undefined;
      return page(rows, last ? writeCursor({ id: last.id }) : null);
    },
);
