import {
  CALL_SORTS,
  type CallLists,
  type CallPosition,
  type ListedCall,
} from '@ringback/shared/db/calls/call-lists.ts';
import { AnalysisRow } from '@ringback/shared/db/rows.ts';
import { z } from 'zod';
import { readCursor } from '../../http/cursor.ts';
import { endpoint } from '../../http/endpoint.ts';
import { moment, pageSize, text } from '../../http/fields.ts';
import { pageOf } from '../../http/page-of.ts';
import { many } from '../../http/route.ts';
import { Call } from './call.ts';
import { CALL_FILTERS } from './call-filters.ts';

type Deps = { callLists: Pick<CallLists, 'list'> };

/** The last row of a page; a cursor of a list that is sorted in another way does not fit. */
const POSITIONS = {
  begun: z.object({ createdAt: moment, id: z.uuid() }),
  duration: z.object({ sort: z.literal('duration'), value: z.number(), id: z.uuid() }),
  cost: z.object({ sort: z.literal('cost'), value: z.number(), id: z.uuid() }),
};

const placeOf = (
  sort: keyof typeof POSITIONS,
  { id, created_at, duration_seconds, cost_usd }: ListedCall,
) =>
  ({
    begun: { createdAt: created_at, id },
    duration: { sort, value: duration_seconds ?? -1, id },
    cost: { sort, value: cost_usd, id },
  })[sort];

export const listCalls = endpoint(
  {
    method: 'get',
    path: '/api/calls',
    tag: 'calls',
    summary: 'Calls, newest first',
    access: 'viewer',
    query: z.strictObject({
      limit: pageSize,
      cursor: text(300).optional(),
      sort: z.enum(CALL_SORTS).default('begun'),
      order: z.enum(['asc', 'desc']).default('desc'),
      ...CALL_FILTERS,
      include: z
        .enum(['analysis'])
        .optional()
        .openapi({ description: 'Each call with its `analysis`, or null.' }),
    }),
    answers: {
      200: {
        description: 'One page',
        schema: many(
          Call.extend({
            cost_usd: z.number().openapi({ description: 'What is counted for it so far.' }),
            analysis: AnalysisRow.nullable().optional(),
          }).openapi('ListedCall'),
        ),
      },
    },
    refusals: [],
  },
  ({ callLists }: Deps) =>
    async function listCalls({ query }) {
      const { limit, cursor, include, sort, ...filters } = query;
      const before = readCursor<CallPosition>(POSITIONS[sort], cursor);
      const found = await callLists.list({ limit: limit + 1, sort, before, ...filters });
      const page = pageOf(found, limit, (last) => placeOf(sort, last));
      if (include) return page;
      const bare = (page.data as typeof found).map(({ analysis: _, ...call }) => call);
      return { ...page, data: bare };
    },
);
