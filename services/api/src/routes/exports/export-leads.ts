import type { LeadLists, ListedLead } from '@ringback/shared/db/leads/lead-lists.ts';
import { LeadRow } from '@ringback/shared/db/rows.ts';
import { z } from 'zod';
import { LEAD_FILTERS, NEXT_FILTERS } from '../leads/lead-filters.ts';
import { columnsOf, exportList } from './export-list.ts';

type Deps = { leadLists: Pick<LeadLists, 'list'> };

export const exportLeads = exportList({
  name: 'leads',
  summary: 'Leads as a CSV file, newest first',
  description: 'With the filters of the list of leads, and a column for each of their fields.',
  query: z.strictObject({ ...LEAD_FILTERS, ...NEXT_FILTERS }),
  columns: {
    ...columnsOf<ListedLead>(LeadRow.keyof().options),
    next_contact_at: ({ next_contact }: ListedLead) => next_contact?.at,
    next_contact_rule: ({ next_contact }: ListedLead) => next_contact?.rule,
  },
  read: ({ leadLists }: Deps, { query }, limit, after: ListedLead | undefined) =>
    leadLists.list({ limit, ...query, after: after && { id: after.id } }),
});
