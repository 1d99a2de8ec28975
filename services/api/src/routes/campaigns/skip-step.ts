import type { Enrollments } from '@ringback/shared/db/texts/enrollments.ts';
import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { numericId } from '../../http/fields.ts';
import { ok, one } from '../../http/route.ts';
import { Enrollment } from './campaign.ts';
import { noSuchEnrollment } from './no-such-enrollment.ts';

type Deps = { enrollments: Pick<Enrollments, 'skip' | 'find'>; now: Now };

export const skipStep = endpoint(
  {
    method: 'post',
    path: '/api/enrollments/{id}/skip',
    tag: 'campaigns',
    summary: 'Leave out the next step for one lead',
    description:
      'What stands for it and has not left is taken back; the step after it waits for its time from now. With `step`, only if that is the next one still.',
    access: 'agent',
    params: z.object({ id: numericId }),
    body: z.strictObject({ step: z.int().positive().optional() }),
    answers: { 200: { description: 'The enrollment', schema: one(Enrollment) } },
    refusals: [404, 409],
  },
  ({ enrollments, now }: Deps) =>
    async function skipStep({ params: { id }, body }, { caller }) {
      const result = await enrollments.skip(id, body.step ?? null, actorOf(caller), now());
      switch (result) {
        case 'skipped':
        case 'already':
          break;
        case 'on_its_way':
          throw new AppError('conflict', 'It is on its way already.');
        case 'over':
          throw new AppError('conflict', 'It has ended: there is no next step.');
        case 'no_such_enrollment':
          throw noSuchEnrollment();
        default:
          return unreachable(result);
      }
      const row = await enrollments.find(id);
      if (!row) throw noSuchEnrollment();
      return ok(row);
    },
);
