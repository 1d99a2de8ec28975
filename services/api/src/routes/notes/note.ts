import '../../http/zod-openapi.ts';
import { NoteRow } from '@ringback/shared/db/leads/notes.ts';

/** A note as the documentation names it. */
export const Note = NoteRow.extend({}).openapi('Note');
