import type { Enrollments } from '@ringback/shared/db/enrollments.ts';
import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { ok, type Route, route } from '../http/route.ts';
import { campaignSpecs } from './campaign-specs.ts';

type Deps = { enrollments: Pick<Enrollments, 'setStatus' | 'find'>; log: Logger; now: () => Date };

/** One lead in one campaign, moved by a person. Said again it changes nothing. */
export function moveEnrollmentRoute({ enrollments, log, now }: Deps): Route {
  return route(campaignSpecs.moveEnrollment, async ({ params: { id }, body }, { caller }) => {
    const { status, reason = 'by_staff' } = body;
    const result = await enrollments.setStatus(id, status, reason, now());
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
        throw missing();
      default:
        return unreachable(result);
    }
    const row = await enrollments.find(id);
    if (!row) throw missing();
    return ok(row);
  });
}

function missing(): AppError {
  return new AppError('not_found', 'There is no such enrollment.');
}
