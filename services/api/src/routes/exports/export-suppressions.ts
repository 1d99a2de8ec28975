import type {
  SuppressionList,
  SuppressionRow,
} from '@ringback/shared/db/leads/suppression-list.ts';
import { z } from 'zod';
import { columnsOf, exportList } from './export-list.ts';

type Deps = { suppressionList: Pick<SuppressionList, 'list'> };

export const exportSuppressions = exportList({
  name: 'suppressions',
  summary: 'The do-not-contact list as a CSV file, newest first',
  query: z.strictObject({}),
  columns: columnsOf<SuppressionRow>([
    'id',
    'phone',
    'scope',
    'source',
    'words',
    'call_id',
    'message_id',
    'created_at',
    'lifted_at',
  ]),
  read: ({ suppressionList }: Deps, _asked, limit, after: SuppressionRow | undefined) =>
    suppressionList.list(limit, after?.id),
});
