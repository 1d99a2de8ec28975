import { DutyShiftRow, type DutyShifts } from '@ringback/shared/db/notifications/duty-shifts.ts';
import { DAYS } from '@ringback/shared/domain/notifications/on-duty.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { timeZone } from '../../http/fields.ts';
import { many, ok, one, page } from '../../http/route.ts';
import { timeOfDay } from './time-of-day.ts';

type Deps = { shifts: DutyShifts; newId: () => string; now: Now };

const Shift = DutyShiftRow.extend({}).openapi('DutyShift');
const params = z.object({ id: z.uuid() });

const fields = {
  user_id: z.uuid(),
  days: z.array(z.enum(DAYS)).min(1).max(7),
  starts: timeOfDay,
  ends: z.union([timeOfDay, z.literal('24:00')]).openapi({
    type: 'string',
    example: '06:00',
    description: 'A shift that does not end after it starts ends on the next day.',
  }),
  time_zone: timeZone,
};

export const listShifts = endpoint(
  {
    method: 'get',
    path: '/api/duty-shifts',
    tag: 'notifications',
    summary: 'Who is on duty when',
    access: 'viewer',
    answers: { 200: { description: 'All shifts', schema: many(Shift) } },
    refusals: [],
  },
  ({ shifts }: Deps) =>
    async function listShifts() {
      return page(await shifts.list(), null);
    },
);

export const createShift = endpoint(
  {
    method: 'post',
    path: '/api/duty-shifts',
    tag: 'notifications',
    summary: 'Put somebody on duty, week by week',
    access: 'admin',
    body: z.strictObject(fields),
    answers: { 201: { description: 'The shift', schema: one(Shift) } },
    refusals: [],
  },
  ({ shifts, newId, now }: Deps) =>
    async function createShift({ body }, { caller }) {
      const saved = await shifts.save({ id: newId(), ...body }, actorOf(caller), now());
      return { status: 201, data: savedShift(saved) };
    },
);

export const changeShift = endpoint(
  {
    method: 'patch',
    path: '/api/duty-shifts/{id}',
    tag: 'notifications',
    summary: 'Change a shift',
    access: 'admin',
    params,
    body: z.strictObject(fields).partial(),
    answers: { 200: { description: 'The shift', schema: one(Shift) } },
    refusals: [404],
  },
  ({ shifts, now }: Deps) =>
    async function changeShift({ params: { id }, body }, { caller }) {
      const before = await shifts.find(id);
      if (!before) throw noSuchShift();
      const { created_at: _, updated_at: __, ...kept } = before;
      const said = Object.entries(body).filter(([, value]) => value !== undefined);
      const shift = { ...kept, ...Object.fromEntries(said) };
      return ok(savedShift(await shifts.save(shift, actorOf(caller), now())));
    },
);

export const deleteShift = endpoint(
  {
    method: 'delete',
    path: '/api/duty-shifts/{id}',
    tag: 'notifications',
    summary: 'Delete a shift',
    access: 'admin',
    params,
    answers: { 200: { description: 'Deleted', schema: one(z.object({ id: z.uuid() })) } },
    refusals: [404],
  },
  ({ shifts, now }: Deps) =>
    async function deleteShift({ params: { id } }, { caller }) {
      if (!(await shifts.delete(id, actorOf(caller), now()))) throw noSuchShift();
      return ok({ id });
    },
);

const noSuchShift = () => new AppError('not_found', 'This shift does not exist.');

function savedShift({ shift }: { shift?: DutyShiftRow | undefined }): DutyShiftRow {
  if (shift) return shift;
  throw new AppError('invalid_input', 'The shift names somebody who does not exist.', {
    faults: [{ path: 'user_id', found: 'an unknown or disabled one', expected: 'a user' }],
  });
}
