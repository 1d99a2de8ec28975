import type { CallLists } from '@ringback/shared/db/calls/call-lists.ts';
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

const Position = z.object({ createdAt: moment, id: z.uuid() });

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
          Call.extend({ analysis: AnalysisRow.nullable().optional() }).openapi('ListedCall'),
        ),
      },
    },
    refusals: [],
  },
  ({ callLists }: Deps) =>
    async function listCalls({ query }) {
      const { limit, cursor, include, ...filters } = query;
      const before = readCursor(Position, cursor);
      const found = await callLists.list({ limit: limit + 1, before, ...filters });
      const page = pageOf(found, limit, (last) => ({ createdAt: last.created_at, id: last.id }));
      if (include) return page;
      const bare = (page.data as typeof found).map(({ analysis: _, ...call }) => call);
      return { ...page, data: bare };
    },
);
