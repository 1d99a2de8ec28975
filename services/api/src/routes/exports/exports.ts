import { createActivity } from '@ringback/shared/db/access/activity.ts';
import { createCallLists } from '@ringback/shared/db/calls/call-lists.ts';
import { createLeadLists } from '@ringback/shared/db/leads/lead-lists.ts';
import { createSuppressionList } from '@ringback/shared/db/leads/suppression-list.ts';
import { createInbox } from '@ringback/shared/db/texts/inbox.ts';
import { apiModule } from '../api-module.ts';
import { exportCalls } from './export-calls.ts';
import { exportConversations } from './export-conversations.ts';
import { exportLeads } from './export-leads.ts';
import { exportSuppressions } from './export-suppressions.ts';

/** Lists as files, exactly as they are filtered. */
export const exports = apiModule(
  [exportLeads, exportCalls, exportConversations, exportSuppressions],
  ({ db, now }) => ({
    leadLists: createLeadLists(db),
    callLists: createCallLists(db),
    inbox: createInbox(db),
    suppressionList: createSuppressionList(db),
    activity: createActivity(db),
    now,
  }),
);
