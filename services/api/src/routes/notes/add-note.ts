import type { Notes } from '@ringback/shared/db/leads/notes.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { text } from '../../http/fields.ts';
import { one } from '../../http/route.ts';
import { Note } from './note.ts';

type Deps = { notes: Pick<Notes, 'add'>; now: Now; newId: () => string };

export const addNote = endpoint(
  {
    method: 'post',
    path: '/api/notes',
    tag: 'notes',
    summary: 'Write something for the team',
    description:
      'On a lead; also on one of its conversations or calls, whose lead it is if none is named. The lead never sees it. The same `id` again is the same note.',
    access: 'agent',
    body: z
      .strictObject({
        id: z.uuid().optional().openapi({ description: 'Made by the sender; else by us.' }),
        lead_id: z.int().positive().optional(),
        conversation_id: z.uuid().optional(),
        call_id: z.uuid().optional(),
        body: text(4_000).refine((words) => words.trim() !== '', 'words'),
      })
      .refine(
        ({ lead_id, conversation_id, call_id }) =>
          lead_id !== undefined || conversation_id !== undefined || call_id !== undefined,
        { path: ['lead_id'], message: 'a lead, a conversation or a call' },
      ),
    answers: {
      201: { description: 'Written', schema: one(Note) },
      200: { description: 'It was there already', schema: one(Note) },
    },
    refusals: [404],
  },
  ({ notes, now, newId }: Deps) =>
    async function addNote({ body }, { caller }) {
      const { id = newId(), ...note } = body;
      const { result, note: row } = await notes.add({ ...note, id, actor: actorOf(caller) }, now());
      if (!row) throw new AppError('not_found', 'There is no such lead, or it is not theirs.');
      return { status: result === 'added' ? 201 : 200, data: row };
    },
);
