import { z } from 'zod';
import * as live from '../../events/rows.ts';
import { type Db, dbError } from '../client.ts';

export type Appointments = ReturnType<typeof createAppointments>;

export const AppointmentRow = live.AppointmentRow;
export type AppointmentRow = z.infer<typeof AppointmentRow>;

export type AppointmentQuery = {
  limit: number;
  leadId?: number;
  /** From this moment on, and before that one. */
  from?: string;
  to?: string;
  /** The last row of the page before. */
  after?: { startsAt: string; id: string };
};

export function createAppointments(db: Db) {
  return {
    /** The earliest first. */
    async list({ limit, leadId, from, to, after }: AppointmentQuery): Promise<AppointmentRow[]> {
      let query = db.from('appointments').select().order('starts_at').order('id');
      if (leadId !== undefined) query = query.eq('lead_id', leadId);
      if (from) query = query.gte('starts_at', from);
      if (to) query = query.lt('starts_at', to);
      if (after) {
        const { startsAt, id } = after;
        query = query.or(
          `starts_at.gt."${startsAt}",and(starts_at.eq."${startsAt}",id.gt."${id}")`,
        );
      }
      const { data, error, status } = await query.limit(limit);
      if (error) throw dbError('appointments.list', error, status);
      return z.array(AppointmentRow).parse(data);
    },

    /** The newest bookings first. */
    async ofLead(leadId: number, limit: number): Promise<AppointmentRow[]> {
      const { data, error, status } = await db
        .from('appointments')
        .select()
        .eq('lead_id', leadId)
        .order('created_at', { ascending: false })
        .limit(limit);
      if (error) throw dbError('appointments.ofLead', error, status);
      return z.array(AppointmentRow).parse(data);
    },
  };
}
