import { createNotes } from '@ringback/shared/db/leads/notes.ts';
import { apiModule } from '../api-module.ts';
import { addNote } from './add-note.ts';
import { deleteNote } from './delete-note.ts';
import { listNotes } from './list-notes.ts';

export const notes = apiModule([listNotes, addNote, deleteNote], ({ db, ids, now }) => ({
  notes: createNotes(db),
  newId: ids.uuid,
  now,
}));
