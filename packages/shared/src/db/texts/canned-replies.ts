import { z } from 'zod';
import type { Actor } from '../access/activity.ts';
import { asJson, callFunction, type Db, dbError } from '../client.ts';

export type CannedReplies = ReturnType<typeof createCannedReplies>;

export const CannedReplyRow = z.object({
  id: z.uuid(),
  name: z.string(),
  body: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type CannedReplyRow = z.infer<typeof CannedReplyRow>;

const Saved = z.object({
  result: z.enum(['created', 'changed', 'name_taken', 'no_such_reply']),
  reply: CannedReplyRow.optional(),
});

type Change = { id: string; name?: string | undefined; body?: string | undefined };

/** Words that people keep ready. */
export function createCannedReplies(db: Db) {
  return {
    /** By name; they are few. */
    async list(): Promise<CannedReplyRow[]> {
      const { data, error, status } = await db
        .from('canned_replies')
        .select()
        .order('name')
        .limit(1_000);
      if (error) throw dbError('cannedReplies.list', error, status);
      return z.array(CannedReplyRow).parse(data);
    },

    async find(id: string): Promise<CannedReplyRow | null> {
      const { data, error, status } = await db
        .from('canned_replies')
        .select()
        .eq('id', id)
        .maybeSingle();
      if (error) throw dbError('cannedReplies.find', error, status);
      return data ? CannedReplyRow.parse(data) : null;
    },

    async save(change: Change, actor: Actor, now: Date) {
      const args = { p: asJson(change), p_actor: asJson(actor), p_now: now.toISOString() };
      return Saved.parse(await callFunction(db, 'save_canned_reply', args));
    },

    /** False: there is none. */
    async delete(id: string, actor: Actor, now: Date): Promise<boolean> {
      const args = { p_id: id, p_actor: asJson(actor), p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'delete_canned_reply', args));
    },
  };
}
