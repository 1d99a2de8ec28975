import type { Notes } from '@ringback/shared/db/leads/notes.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { Note } from './note.ts';

type Deps = { notes: Pick<Notes, 'delete'>; now: Now };

export const deleteNote = endpoint(
  {
    method: 'delete',
    path: '/api/notes/{id}',
    tag: 'notes',
    summary: 'Take a note away, with its words',
    description: 'One’s own; an admin also those of others.',
    access: 'agent',
    params: z.object({ id: z.uuid() }),
    answers: { 200: { description: 'The note without its words', schema: one(Note) } },
    refusals: [404],
  },
  ({ notes, now }: Deps) =>
    async function deleteNote({ params }, { caller }) {
      const { result, note } = await notes.delete(
        params.id,
        actorOf(caller),
        caller.role === 'admin',
        now(),
      );
      if (result === 'not_yours') {
        throw new AppError('forbidden', 'Only who wrote it, or an admin, takes a note away.');
      }
      if (!note) throw new AppError('not_found', 'There is no such note.');
      return ok(note);
    },
);
