import { CallCounts, type CallLists } from '@ringback/shared/db/calls/call-lists.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { CALL_FILTERS } from './call-filters.ts';

type Deps = { callLists: Pick<CallLists, 'count'> };

const { view: _, status: __, ...FILTERS } = CALL_FILTERS;

export const countCalls = endpoint(
  {
    method: 'get',
    path: '/api/calls/counts',
    tag: 'calls',
    summary: 'How many calls each view has',
    description: 'Among the newest 10,000 calls of the filter.',
    access: 'viewer',
    query: z.strictObject(FILTERS),
    answers: {
      200: { description: 'The counts', schema: one(CallCounts.extend({}).openapi('CallCounts')) },
    },
    refusals: [],
  },
  ({ callLists }: Deps) =>
    async function countCalls({ query }) {
      return ok(await callLists.count(query));
    },
);
