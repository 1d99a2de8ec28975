import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import { LeadRow } from '@ringback/shared/db/rows.ts';
import { LEAD, SEARCHED_COLUMNS } from '@ringback/shared/domain/lead.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { z } from 'zod';
import { IdPosition, readCursor } from '../../http/cursor.ts';
import { endpoint } from '../../http/endpoint.ts';
import { pageSize, text } from '../../http/fields.ts';
import { pageOf } from '../../http/page-of.ts';
import { many } from '../../http/route.ts';
import { Lead } from './lead.ts';

/** "name, number or email" */
const SEARCHED = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(
  SEARCHED_COLUMNS.map((name) => LEAD[name].searchedAs),
);

type Deps = { leads: Pick<Leads, 'list'> };

export const listLeads = endpoint(
  {
    method: 'get',
    path: '/api/leads',
    tag: 'leads',
    summary: 'Leads, newest first',
    access: 'viewer',
    query: z.strictObject({
      limit: pageSize,
      offset: z
        .string()
        .regex(/^\d{1,7}$/, 'a whole number')
        .transform(Number)
        .optional()
        .openapi({ type: 'integer', minimum: 0 }),
      cursor: text(200).optional(),
      q: text(100)
        .optional()
        .openapi({ description: `Part of a ${SEARCHED}.` }),
      status: LeadRow.shape.lead_status.optional(),
      outcome: z.enum(OUTCOMES).optional(),
    }),
    answers: { 200: { description: 'One page', schema: many(Lead) } },
    refusals: [],
  },
  ({ leads }: Deps) =>
    async function listLeads({ query }) {
      const { limit, offset, q, status, outcome } = query;
      const before = readCursor(IdPosition, query.cursor)?.id;
      const found = await leads.list({
        limit: limit + 1,
        ...(offset === undefined ? {} : { offset }),
        ...(before === undefined ? {} : { before }),
        ...(q === undefined ? {} : { q }),
        ...(status === undefined ? {} : { status }),
        ...(outcome === undefined ? {} : { outcome }),
      });
      return pageOf(found, limit, ({ id }) => ({ id }));
    },
);
