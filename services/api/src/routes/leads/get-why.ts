import { DecisionRow, type Decisions } from '@ringback/shared/db/decisions.ts';
import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import { z } from 'zod';
import { IdPosition, readCursor } from '../../http/cursor.ts';
import { endpoint } from '../../http/endpoint.ts';
import { pageSize, text } from '../../http/fields.ts';
import { pageOf } from '../../http/page-of.ts';
import { many } from '../../http/route.ts';
import { byId } from './lead.ts';

type Deps = { leads: Pick<Leads, 'get'>; decisions: Pick<Decisions, 'ofLead'> };

export const getWhy = endpoint(
  {
    method: 'get',
    path: '/api/leads/{id}/why',
    tag: 'leads',
    summary: 'Decisions about a lead: why it was contacted, held or denied; newest first',
    description:
      'Each with its rule and a sentence. Where a consent is missing or too weak, the sentence names the existing one and the one that the contact needs; `evidence` has both as `consent_found` and `consent_needed`.',
    access: 'viewer',
    params: byId,
    query: z.strictObject({ limit: pageSize, cursor: text(200).optional() }),
    answers: {
      200: {
        description: 'Decisions with evidence',
        schema: many(DecisionRow.extend({}).openapi('Decision')),
      },
    },
    refusals: [404],
  },
  ({ leads, decisions }: Deps) =>
    async function getWhy({ params, query }) {
      const before = readCursor(IdPosition, query.cursor)?.id;
      const [, found] = await Promise.all([
        leads.get(params.id),
        decisions.ofLead(params.id, query.limit + 1, before),
      ]);
      return pageOf(found, query.limit, ({ id }) => ({ id }));
    },
);
