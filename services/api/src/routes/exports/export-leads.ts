import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import { LeadRow } from '@ringback/shared/db/rows.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { z } from 'zod';
import { text } from '../../http/fields.ts';
import { columnsOf, exportList } from './export-list.ts';

type Deps = { leads: Pick<Leads, 'list'> };

export const exportLeads = exportList({
  name: 'leads',
  summary: 'Leads as a CSV file, newest first',
  description: 'With the filters of the list of leads, and a column for each of their fields.',
  query: z.strictObject({
    q: text(100).optional(),
    status: LeadRow.shape.lead_status.optional(),
    outcome: z.enum(OUTCOMES).optional(),
  }),
  columns: columnsOf<LeadRow>(LeadRow.keyof().options),
  read: ({ leads }: Deps, { query }, limit, after: LeadRow | undefined) =>
    leads.list({ limit, ...(after ? { before: after.id } : {}), ...query }),
});
