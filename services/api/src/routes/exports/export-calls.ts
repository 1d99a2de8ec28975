import type { CallLists, ListedCall } from '@ringback/shared/db/calls/call-lists.ts';
import { z } from 'zod';
import { CALL_FILTERS } from '../calls/call-filters.ts';
import { columnsOf, exportList } from './export-list.ts';

type Deps = { callLists: Pick<CallLists, 'list'> };

const COLUMNS: (keyof ListedCall & string)[] = [
  'id',
  'created_at',
  'direction',
  'status',
  'lead_id',
  'lead_phone',
  'from_number',
  'to_number',
  'origin',
  'campaign_id',
  'agent_id',
  'provider',
  'run_at',
  'held_reason',
  'dialed_at',
  'answered_at',
  'answered_by',
  'ended_at',
  'duration_seconds',
  'end_reason',
  'wrap_up',
  'reached',
  'call_sid',
];

export const exportCalls = exportList({
  name: 'calls',
  summary: 'Calls as a CSV file, newest first',
  description: 'With the filters of the list of calls.',
  query: z.strictObject(CALL_FILTERS),
  columns: {
    ...columnsOf<ListedCall>(COLUMNS),
    outcome: ({ analysis }: ListedCall) => analysis?.outcome,
    outcome_quote: ({ analysis }: ListedCall) => analysis?.outcome_quote,
  },
  read: ({ callLists }: Deps, { query }, limit, after: ListedCall | undefined) =>
    callLists.list({
      limit,
      ...query,
      before: after && { createdAt: after.created_at, id: after.id },
    }),
});
