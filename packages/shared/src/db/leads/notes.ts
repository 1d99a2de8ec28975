import { z } from 'zod';
import { NoteRow as ToldNote } from '../../events/text-rows.ts';
import type { Actor } from '../access/activity.ts';
import { asJson, callFunction, type Db, dbError } from '../client.ts';

export type Notes = ReturnType<typeof createNotes>;

export const NoteRow = ToldNote;
export type NoteRow = z.infer<typeof NoteRow>;

const Added = z.object({
  result: z.enum(['added', 'already', 'no_lead']),
  note: NoteRow.optional(),
});

const Deleted = z.object({
  result: z.enum(['deleted', 'already', 'not_yours', 'no_such_note']),
  note: NoteRow.optional(),
});

type NewNote = {
  id: string;
  lead_id?: number | undefined;
  conversation_id?: string | undefined;
  call_id?: string | undefined;
  body: string;
  actor: Actor;
};

type Search = {
  limit: number;
  before?: { at: string; id: string } | undefined;
  leadId?: number | undefined;
  conversationId?: string | undefined;
  callId?: string | undefined;
};

/** What people of the team write for each other. */
export function createNotes(db: Db) {
  return {
    async add(note: NewNote, now: Date) {
      const args = { p: asJson(note), p_now: now.toISOString() };
      return Added.parse(await callFunction(db, 'add_note', args));
    },

    /** `any`: also one that somebody else wrote. */
    async delete(id: string, actor: Actor, any: boolean, now: Date) {
      const args = { p_id: id, p_actor: asJson(actor), p_any: any, p_now: now.toISOString() };
      return Deleted.parse(await callFunction(db, 'delete_note', args));
    },

    /** The newest first. */
    async list({ limit, before, leadId, conversationId, callId }: Search): Promise<NoteRow[]> {
      let query = db.from('notes').select();
      if (leadId !== undefined) query = query.eq('lead_id', leadId);
      if (conversationId !== undefined) query = query.eq('conversation_id', conversationId);
      if (callId !== undefined) query = query.eq('call_id', callId);
      if (before) {
        const { at, id } = before;
        query = query.or(`created_at.lt."${at}",and(created_at.eq."${at}",id.lt.${id})`);
      }
      const { data, error, status } = await query
        .order('created_at', { ascending: false })
        .order('id', { ascending: false })
        .limit(limit);
      if (error) throw dbError('notes.list', error, status);
      return z.array(NoteRow).parse(data);
    },
  };
}
