import { LeadRow } from '@ringback/shared/db/rows.ts';
import { ConversationRow, MessageRow } from '@ringback/shared/db/text-rows.ts';
import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { z } from 'zod';
import { readCursor } from '../../http/cursor.ts';
import { endpoint } from '../../http/endpoint.ts';
import { flag, moment, numericId, pageSize, text } from '../../http/fields.ts';
import { pageOf } from '../../http/page-of.ts';
import { many } from '../../http/route.ts';

type Deps = { conversations: Pick<Conversations, 'list'> };

const Position = z.object({ at: moment, id: z.uuid() });

export const listConversations = endpoint(
  {
    method: 'get',
    path: '/api/conversations',
    tag: 'conversations',
    summary: 'Conversations, latest activity first',
    access: 'viewer',
    query: z.strictObject({
      limit: pageSize,
      cursor: text(300).optional(),
      owner: ConversationRow.shape.owner.optional(),
      open: flag.optional(),
      unread: flag.optional().openapi({ description: '`true`: with words that nobody has read.' }),
      assigned_to: text(200).optional(),
      lead_id: numericId.optional(),
      campaign_id: z.uuid().optional(),
      conversion_status: z.enum(OUTCOMES).optional(),
      q: text(100).optional().openapi({ description: 'Part of a name or number.' }),
    }),
    answers: {
      200: {
        description: 'One page',
        schema: many(
          ConversationRow.extend({
            unread: z.number().int(),
            lead: LeadRow.nullable(),
            last_message: MessageRow.nullable(),
          }).openapi('ListedConversation'),
        ),
      },
    },
    refusals: [],
  },
  ({ conversations }: Deps) =>
    async function listConversations({ query }, { caller }) {
      const { limit, cursor, ...filters } = query;
      const before = readCursor(Position, cursor);
      const given = Object.entries(filters).filter(([, value]) => value !== undefined);
      const found = await conversations.list({
        ...Object.fromEntries(given),
        reader: caller.id,
        limit: limit + 1,
        ...(before ? { before } : {}),
      });
      return pageOf(found, limit, (last) => ({ at: last.last_activity_at, id: last.id }));
    },
);
