import { z } from 'zod';
import { DAYS } from '../../domain/notifications/on-duty.ts';
import type { Actor } from '../access/activity.ts';
import { asJson, callFunction, type Db, dbError } from '../client.ts';

export type DutyShifts = ReturnType<typeof createDutyShifts>;

/** When somebody is on duty, week by week. */
export const DutyShiftRow = z.object({
  id: z.uuid(),
  user_id: z.uuid(),
  days: z.array(z.enum(DAYS)),
  starts: z.string(),
  ends: z.string(),
  time_zone: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type DutyShiftRow = z.infer<typeof DutyShiftRow>;
export type DutyShiftInput = Omit<DutyShiftRow, 'created_at' | 'updated_at'>;

const Saved = z.object({
  result: z.enum(['created', 'changed', 'no_such_user']),
  shift: DutyShiftRow.optional(),
});

export function createDutyShifts(db: Db) {
  return {
    /** The oldest first; they are few. */
    async list(): Promise<DutyShiftRow[]> {
      const { data, error, status } = await db
        .from('duty_shifts')
        .select()
        .order('created_at')
        .order('id')
        .limit(1_000);
      if (error) throw dbError('dutyShifts.list', error, status);
      return z.array(DutyShiftRow).parse(data);
    },

    async find(id: string): Promise<DutyShiftRow | null> {
      const { data, error, status } = await db
        .from('duty_shifts')
        .select()
        .eq('id', id)
        .maybeSingle();
      if (error) throw dbError('dutyShifts.find', error, status);
      return data ? DutyShiftRow.parse(data) : null;
    },

    async save(shift: DutyShiftInput, actor: Actor, now: Date) {
      const args = { p: asJson(shift), p_actor: asJson(actor), p_now: now.toISOString() };
      return Saved.parse(await callFunction(db, 'save_duty_shift', args));
    },

    /** False: there is none. */
    async delete(id: string, actor: Actor, now: Date): Promise<boolean> {
      const args = { p_id: id, p_actor: asJson(actor), p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'delete_duty_shift', args));
    },
  };
}
