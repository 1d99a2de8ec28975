import type { Analyses } from '@ringback/shared/db/calls/analyses.ts';
import { AnalysisRow } from '@ringback/shared/db/rows.ts';
import { z } from 'zod';
import { readCursor } from '../../http/cursor.ts';
import { endpoint } from '../../http/endpoint.ts';
import { moment, numericId, pageSize, text } from '../../http/fields.ts';
import { pageOf } from '../../http/page-of.ts';
import { many } from '../../http/route.ts';
import { Analysis } from './analysis.ts';

type Deps = { analyses: Pick<Analyses, 'list'> };

const Position = z.object({ at: moment, id: z.uuid() });

export const listAnalyses = endpoint(
  {
    method: 'get',
    path: '/api/analyses',
    tag: 'analyses',
    summary: 'Outcomes of calls and conversations, newest first',
    description:
      '`status=needs_review` lists what a person has to review: `failure` and `dropped` say why the ' +
      'analysis failed. POST /api/queue/analyze-conversation repeats one.',
    access: 'viewer',
    query: z.strictObject({
      limit: pageSize,
      cursor: text(300).optional(),
      status: AnalysisRow.shape.status.optional(),
      lead_id: numericId.optional(),
    }),
    answers: {
      200: { description: 'One page', schema: many(Analysis) },
    },
    refusals: [],
  },
  ({ analyses }: Deps) =>
    async function listAnalyses({ query: { limit, cursor, status, lead_id } }) {
      const before = readCursor(Position, cursor);
      const found = await analyses.list({
        limit: limit + 1,
        ...(status ? { status } : {}),
        ...(lead_id === undefined ? {} : { leadId: lead_id }),
        ...(before ? { before } : {}),
      });
      return pageOf(found, limit, (last) => ({ at: last.created_at, id: last.id }));
    },
);
