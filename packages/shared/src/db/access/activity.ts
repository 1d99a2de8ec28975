import { z } from 'zod';
import { asJson, callFunction, type Db, dbError } from '../client.ts';

export type Activity = ReturnType<typeof createActivity>;

export const ACTOR_KINDS = ['user', 'key', 'command', 'system'] as const;

/** Who does something. Without an id: a command of the operator's, or this system by itself. */
export type Actor = { id?: string; kind: (typeof ACTOR_KINDS)[number]; name: string };

/** As a column or an argument takes it; without one nothing is noted. */
export const noted = (actor: Actor | undefined) => (actor ? { changed_by: asJson(actor) } : {});

/** Who did what and when. */
export const ActivityRow = z.object({
  id: z.number().int(),
  at: z.string(),
  actor_id: z.uuid().nullable(),
  actor_kind: z.enum(ACTOR_KINDS),
  actor_name: z.string(),
  action: z.string(),
  subject_kind: z.string(),
  subject_id: z.string().nullable(),
  lead_id: z.number().int().nullable(),
  details: z.record(z.string(), z.unknown()),
  undo_of: z.number().int().nullable(),
});
export type ActivityRow = z.infer<typeof ActivityRow>;

/** Names of filters, and the values of those that name no person. */
type Filters = { filters: string[]; values: Record<string, unknown> };

type Search = {
  limit: number;
  before?: { id: number } | undefined;
  leadId?: number | undefined;
  actorId?: string | undefined;
  action?: string | undefined;
};

export function createActivity(db: Db) {
  return {
    /** Somebody downloads a list. Returns the id of the entry. */
    async noteExport(list: string, asked: Filters, actor: Actor, now: Date): Promise<number> {
      const id = await callFunction(db, 'note_export', {
        p_list: list,
        p_details: asJson(asked),
        p_actor: actor,
        p_now: now.toISOString(),
      });
      return z.number().int().parse(id);
    },

    /** How many rows went out, and whether these were all. */
    async noteExported(id: number, sent: { rows: number; whole: boolean }): Promise<void> {
      await callFunction(db, 'note_exported', { p_id: id, p_details: sent });
    },

    /** The newest first. */
    async list({ limit, before, leadId, actorId, action }: Search): Promise<ActivityRow[]> {
      let query = db.from('activity_log').select().order('id', { ascending: false }).limit(limit);
      if (before) query = query.lt('id', before.id);
      if (leadId !== undefined) query = query.eq('lead_id', leadId);
      if (actorId !== undefined) query = query.eq('actor_id', actorId);
      if (action !== undefined) query = query.eq('action', action);
      const { data, error, status } = await query;
      if (error) throw dbError('activity.list', error, status);
      return z.array(ActivityRow).parse(data);
    },
  };
}
