import type { CallLists } from '@ringback/shared/db/calls/call-lists.ts';
import { CALL_STATUSES } from '@ringback/shared/domain/calls/call.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { z } from 'zod';
import { readCursor } from '../../http/cursor.ts';
import { endpoint } from '../../http/endpoint.ts';
import { moment, numericId, pageSize, text } from '../../http/fields.ts';
import { pageOf } from '../../http/page-of.ts';
import { many } from '../../http/route.ts';
import { Call } from './call.ts';

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
      status: z.enum(CALL_STATUSES).optional(),
      lead_id: numericId.optional(),
      outcome: z
        .enum(OUTCOMES)
        .optional()
        .openapi({ description: 'The outcome of the call, as analysed.' }),
    }),
    answers: { 200: { description: 'One page', schema: many(Call) } },
    refusals: [],
  },
  ({ callLists }: Deps) =>
    async function listCalls({ query }) {
      const { limit, status, lead_id, outcome } = query;
      const before = readCursor(Position, query.cursor);
      const found = await callLists.list({
        limit: limit + 1,
        ...(before ? { before } : {}),
        ...(status ? { status } : {}),
        ...(lead_id === undefined ? {} : { leadId: lead_id }),
        ...(outcome ? { outcome } : {}),
      });
      return pageOf(found, limit, (last) => ({ createdAt: last.created_at, id: last.id }));
    },
);
