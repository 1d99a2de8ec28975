import { z } from 'zod';
import type { WritableColumn } from '../../domain/lead.ts';
import type { LeadStatus } from '../../domain/lead-status.ts';
import { AppError } from '../../runtime/errors.ts';
import type { Actor } from '../access/activity.ts';
import { asJson, callFunction, type Db, dbError, untilThrough } from '../client.ts';
import { LeadRow } from '../rows.ts';

export type Leads = ReturnType<typeof createLeads>;

/** What an API client may state about a lead. */
export type LeadInput = {
  source?: string;
  custom?: Record<string, unknown>;
} & { [N in WritableColumn | 'country']?: string | null };

/** How a lead is reached: a number, and behind a main number an extension. */
type Reached = { phone: string; phone_extension?: string | null };

type LinkMode = 'outbound' | 'transcript' | 'by_hand' | 'relink';

const Linked = z.object({
  linked: z.boolean(),
  reason: z.enum([
    'linked',
    'already',
    'no_such_lead',
    'no_such_call',
    'taken',
    'another_live_link',
  ]),
  unlinked_lead_id: z.number().int().nullish(),
  /** The lead that keeps the link, where the link did not move. */
  lead_id: z.number().int().optional(),
});
const Deleted = z.object({
  deleted: z.boolean(),
  reason: z.enum(['no_such_lead', 'live_call']).optional(),
});

const Assigned = z.object({
  result: z.enum(['assigned', 'already', 'no_such_user', 'no_such_lead']),
  lead: LeadRow.optional(),
});

const UNIQUE_VIOLATION = '23505';

export function createLeads(db: Db) {
  async function findBy(column: 'call_sid' | 'id', value: string | number) {
    const { data, error, status } = await db
      .from('leads')
      .select()
      .eq(column, value as never)
      .maybeSingle();
    if (error) throw dbError(`leads.by_${column}`, error, status);
    return data ? LeadRow.parse(data) : null;
  }

  return {
    find: (id: number) => findBy('id', id),
    findByCallSid: (callSid: string) => findBy('call_sid', callSid),

    /** The lead at exactly this number and extension. */
    async findByPhone(phone: string, extension?: string | null): Promise<LeadRow | null> {
      // A function, since a filter of the embedded database takes `+1202…` for a number.
      const args = { p_phone: phone, p_extension: (extension ?? null) as string };
      const found = await callFunction(db, 'lead_by_phone', args);
      return z.array(LeadRow).parse(found)[0] ?? null;
    },

    async get(id: number): Promise<LeadRow> {
      const lead = await findBy('id', id);
      if (!lead)
        throw new AppError('not_found', 'There is no such lead.', { facts: { leadId: id } });
      return lead;
    },

    /** Another lead's number is a conflict, never a second lead. */
    async create(lead: LeadInput & Reached, now: Date): Promise<LeadRow> {
      const at = now.toISOString();
      const { data, error, status } = await db
        .from('leads')
        .insert({ ...lead, custom: asJson(lead.custom ?? {}), created_at: at, updated_at: at })
        .select()
        .single();
      if (error?.code === UNIQUE_VIOLATION) {
        throw new AppError('conflict', 'A lead with this phone number exists already.');
      }
      if (error) throw dbError('leads.create', error, status);
      return LeadRow.parse(data);
    },

    /**
     * Moves a lead to this status from one of those; false: it has another status, or there is no
     * such lead.
     */
    async move(id: number, to: LeadStatus, from: readonly LeadStatus[], now: Date) {
      const { data, error, status } = await untilThrough(() =>
        db
          .from('leads')
          .update({ lead_status: to, updated_at: now.toISOString() })
          .eq('id', id)
          .in('lead_status', [...from])
          .select('id'),
      );
      if (error) throw dbError('leads.move', error, status);
      return data.length === 1;
    },

    async update(id: number, change: LeadInput & Partial<Reached>, now: Date): Promise<LeadRow> {
      const { custom, ...rest } = change;
      const set = {
        ...rest,
        ...(custom ? { custom: asJson(custom) } : {}),
        updated_at: now.toISOString(),
      };
      const { data, error, status } = await untilThrough(() =>
        db.from('leads').update(set).eq('id', id).select().maybeSingle(),
      );
      if (error?.code === UNIQUE_VIOLATION) {
        throw new AppError('conflict', 'A lead with this phone number exists already.');
      }
      if (error) throw dbError('leads.update', error, status);
      if (!data)
        throw new AppError('not_found', 'There is no such lead.', { facts: { leadId: id } });
      return LeadRow.parse(data);
    },

    /** Whose lead it is; null: nobody's. */
    async assign(id: number, userId: string | null, actor: Actor, now: Date) {
      return Assigned.parse(
        await callFunction(db, 'assign_lead', {
          p_id: id,
          p_user_id: userId as string,
          p_actor: actor,
          p_now: now.toISOString(),
        }),
      );
    },

    async delete(id: number, now: Date, by?: Actor): Promise<void> {
      const args = { p_id: id, p_now: now.toISOString(), ...(by && { p_actor: asJson(by) }) };
      const { deleted, reason } = Deleted.parse(await callFunction(db, 'delete_lead', args));
      if (deleted) return;
      if (reason === 'live_call') {
        throw new AppError('conflict', 'The lead is on the phone. Hang up first, then delete.');
      }
      throw new AppError('not_found', 'There is no such lead.', { facts: { leadId: id } });
    },

    /**
     * `outbound` replaces what stood there; `transcript` leaves a live link alone; `by_hand` takes a
     * call from nobody, `relink` does.
     */
    async link(id: number, callSid: string, mode: LinkMode, now: Date) {
      return Linked.parse(
        await callFunction(db, 'link_call', {
          p_lead_id: id,
          p_call_sid: callSid,
          p_mode: mode,
          p_now: now.toISOString(),
        }),
      );
    },

    async unlink(callSid: string, now: Date): Promise<number | null> {
      const args = { p_call_sid: callSid, p_now: now.toISOString() };
      return z
        .number()
        .int()
        .nullable()
        .parse(await callFunction(db, 'unlink_call', args));
    },

    /** Corrects leads that lag behind their calls; returns the ids of the changed ones. */
    async repair(now: Date, limit: number): Promise<number[]> {
      const args = { p_now: now.toISOString(), p_limit: limit };
      return z.array(z.number().int()).parse(await callFunction(db, 'repair_leads', args));
    },
  };
}
