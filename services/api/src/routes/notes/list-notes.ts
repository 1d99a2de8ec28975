import type { Notes } from '@ringback/shared/db/leads/notes.ts';
import { z } from 'zod';
import { readCursor } from '../../http/cursor.ts';
import { endpoint } from '../../http/endpoint.ts';
import { moment, numericId, pageSize, text } from '../../http/fields.ts';
import { pageOf } from '../../http/page-of.ts';
import { many } from '../../http/route.ts';
import { Note } from './note.ts';

type Deps = { notes: Pick<Notes, 'list'> };

const Position = z.object({ at: moment, id: z.uuid() });

export const listNotes = endpoint(
  {
    method: 'get',
    path: '/api/notes',
    tag: 'notes',
    summary: 'What people of the team wrote, newest first',
    description: 'One that was taken away keeps its place and has no words.',
    access: 'viewer',
    query: z.strictObject({
      limit: pageSize,
      cursor: text(300).optional(),
      lead_id: numericId.optional(),
      conversation_id: z.uuid().optional(),
      call_id: z.uuid().optional(),
    }),
    answers: { 200: { description: 'One page', schema: many(Note) } },
    refusals: [],
  },
  ({ notes }: Deps) =>
    async function listNotes({ query }) {
      const { limit, cursor, lead_id, conversation_id, call_id } = query;
      const before = readCursor(Position, cursor);
      const ids = { leadId: lead_id, conversationId: conversation_id, callId: call_id };
      const rows = await notes.list({ ...ids, before, limit: limit + 1 });
      return pageOf(rows, limit, ({ created_at: at, id }) => ({ at, id }));
    },
);
