import {
  AppointmentRow,
  type Appointments,
  createAppointments,
} from '@ringback/shared/db/leads/appointments.ts';
import { z } from 'zod';
import { readCursor } from '../http/cursor.ts';
import { endpoint } from '../http/endpoint.ts';
import { moment, numericId, pageSize, text } from '../http/fields.ts';
import { pageOf } from '../http/page-of.ts';
import { many } from '../http/route.ts';
import { apiModule } from './api-module.ts';

type Deps = { appointments: Pick<Appointments, 'list'> };

const Position = z.object({ startsAt: moment, id: z.uuid() });

const listAppointments = endpoint(
  {
    method: 'get',
    path: '/api/appointments',
    tag: 'appointments',
    summary: 'Appointments booked in calls and texts, earliest first',
    access: 'viewer',
    query: z.strictObject({
      limit: pageSize,
      cursor: text(300).optional(),
      lead_id: numericId.optional(),
      from: moment.optional().openapi({ description: 'Starts at this time or later.' }),
      to: moment.optional().openapi({ description: 'Starts before this time.' }),
    }),
    answers: {
      200: {
        description: 'One page',
        schema: many(AppointmentRow.extend({}).openapi('Appointment')),
      },
    },
    refusals: [],
  },
  ({ appointments }: Deps) =>
    async function listAppointments({ query: { limit, cursor, lead_id, from, to } }) {
      const after = readCursor(Position, cursor);
      const found = await appointments.list({
        limit: limit + 1,
        ...(lead_id === undefined ? {} : { leadId: lead_id }),
        ...(from ? { from } : {}),
        ...(to ? { to } : {}),
        ...(after ? { after } : {}),
      });
      return pageOf(found, limit, (last) => ({ startsAt: last.starts_at, id: last.id }));
    },
);

export const appointments = apiModule([listAppointments], ({ db }) => ({
  appointments: createAppointments(db),
}));
