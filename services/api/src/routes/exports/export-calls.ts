import type { CallLists } from '@ringback/shared/db/calls/call-lists.ts';
import type { CallRow } from '@ringback/shared/db/rows.ts';
import { CALL_STATUSES } from '@ringback/shared/domain/calls/call.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { z } from 'zod';
import { numericId } from '../../http/fields.ts';
import { columnsOf, exportList } from './export-list.ts';

type Deps = { callLists: Pick<CallLists, 'list'> };

const COLUMNS: (keyof CallRow & string)[] = [
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
  query: z.strictObject({
    status: z.enum(CALL_STATUSES).optional(),
    lead_id: numericId.optional(),
    outcome: z.enum(OUTCOMES).optional(),
  }),
  columns: columnsOf<CallRow>(COLUMNS),
  read: ({ callLists }: Deps, { query }, limit, after: CallRow | undefined) => {
    const { lead_id: leadId, ...filters } = query;
    return callLists.list({
      limit,
      ...filters,
      ...(leadId === undefined ? {} : { leadId }),
      ...(after ? { before: { createdAt: after.created_at, id: after.id } } : {}),
    });
  },
});
