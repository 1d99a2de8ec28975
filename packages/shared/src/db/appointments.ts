import { z } from 'zod';
import * as told from '../events/rows.ts';
import { type Db, dbError } from './client.ts';

export type Appointments = ReturnType<typeof createAppointments>;

export const AppointmentRow = told.AppointmentRow;
export type AppointmentRow = z.infer<typeof AppointmentRow>;

export function createAppointments(db: Db) {
  return {
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
