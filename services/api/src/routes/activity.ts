import { type Activity, ActivityRow, createActivity } from '@ringback/shared/db/access/activity.ts';
import { z } from 'zod';
import { IdPosition, readCursor } from '../http/cursor.ts';
import { endpoint } from '../http/endpoint.ts';
import { numericId, pageSize, text } from '../http/fields.ts';
import { pageOf } from '../http/page-of.ts';
import { many } from '../http/route.ts';
import { apiModule } from './api-module.ts';

const ActivityEntry = ActivityRow.extend({}).openapi('Activity');

const listActivity = endpoint(
  {
    method: 'get',
    path: '/api/activity',
    tag: 'activity',
    summary: 'Who did what and when, newest first',
    access: 'admin',
    query: z.object({
      limit: pageSize,
      cursor: text(400).optional(),
      lead_id: numericId.optional(),
      actor_id: z.uuid().optional(),
      action: z
        .string()
        .regex(/^[a-z_]{1,60}$/, 'a name such as signed_in')
        .optional(),
    }),
    answers: { 200: { description: 'One page', schema: many(ActivityEntry) } },
    refusals: [],
  },
  ({ activity }: { activity: Activity }) =>
    async function listActivity({ query }) {
      const { limit, cursor, lead_id: leadId, actor_id: actorId, action } = query;
      const before = readCursor(IdPosition, cursor);
      const rows = await activity.list({ limit: limit + 1, before, leadId, actorId, action });
      return pageOf(rows, limit, ({ id }) => ({ id }));
    },
);

export const activity = apiModule([listActivity], ({ db }) => ({ activity: createActivity(db) }));
