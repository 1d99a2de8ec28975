import type { Enrollments } from '@ringback/shared/db/texts/enrollments.ts';
import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { numericId, text } from '../../http/fields.ts';
import { ok, one } from '../../http/route.ts';
import { Enrollment } from './campaign.ts';
import { noSuchEnrollment } from './no-such-enrollment.ts';

type Deps = { enrollments: Pick<Enrollments, 'setStatus' | 'find'>; log: Logger; now: Now };

/** One lead in one campaign, moved by a person. Said again it changes nothing. */
export const moveEnrollment = endpoint(
  {
    method: 'patch',
    path: '/api/enrollments/{id}',
    tag: 'campaigns',
    summary: 'Let one lead rest, go on or leave a campaign',
    description:
      '`paused` keeps the place, `active` goes on with the next step now, `stopped` is for good. What was planned and has not left is taken back in the same step.',
    access: 'agent',
    params: z.object({ id: numericId }),
    body: z.strictObject({
      status: z.enum(['active', 'paused', 'stopped']),
      reason: text(200).optional(),
    }),
    answers: {
      200: {
        description: 'The enrollment',
        schema: one(Enrollment),
      },
    },
    refusals: [404, 409],
  },
  ({ enrollments, log, now }: Deps) =>
    async function moveEnrollment({ params: { id }, body }, { caller }) {
      const { status, reason = 'by_staff' } = body;
      const result = await enrollments.setStatus(id, status, reason, actorOf(caller), now());
      switch (result) {
        case 'moved':
          log.info({ enrollmentId: id, to: status, by: caller.id }, 'enrollment moved');
          break;
        case 'already':
          break;
        case 'over':
          throw new AppError('conflict', 'It has ended. Enroll the lead in another campaign.');
        case 'active_elsewhere':
          throw new AppError(
            'conflict',
            'The lead is active in another campaign. Let it rest there first.',
          );
        case 'suppressed':
          throw new AppError('suppressed', 'The number is on the do-not-contact list.');
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
