import { INBOX_VIEWS, type Inbox, type PlacedItem } from '@ringback/shared/db/texts/inbox.ts';
import { z } from 'zod';
import { text } from '../../http/fields.ts';
import { exportList } from './export-list.ts';

type Deps = { inbox: Pick<Inbox, 'list'> };

export const exportConversations = exportList({
  name: 'conversations',
  summary: 'A view of the inbox as a CSV file',
  description: 'With the views and filters of the inbox, in its order.',
  query: z.strictObject({
    view: z.enum(INBOX_VIEWS).default('open'),
    channel: z.enum(['text', 'call']).optional(),
    q: text(100).optional(),
    campaign_id: z.uuid().optional(),
  }),
  columns: {
    kind: ({ kind }: PlacedItem) => kind,
    id: ({ id }) => id,
    lead_id: ({ lead }) => lead?.id,
    name: ({ lead }) => lead?.name,
    phone: ({ lead, conversation, call }) =>
      lead?.phone ?? conversation?.lead_phone ?? call?.lead_phone,
    owner: ({ conversation }) => conversation?.owner,
    assigned_to: ({ conversation }) => conversation?.assigned_to,
    reason: ({ reason }) => reason,
    waits_since: ({ waits_since: since }) => since,
    last_activity_at: ({ conversation, call }) =>
      conversation?.last_activity_at ?? call?.ended_at ?? call?.created_at,
    last_text_by: ({ last_message: message }) => message?.author,
    last_text: ({ last_message: message }) => message?.body,
    unread: ({ unread }) => unread,
  },
  read: ({ inbox }: Deps, { query, caller }, limit, after: PlacedItem | undefined) =>
    inbox.list({
      ...query,
      reader: caller.id,
      limit,
      after: after && { rank: after.rank, at: after.at, id: after.id },
    }),
});
