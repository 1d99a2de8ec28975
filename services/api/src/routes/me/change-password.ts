import type { Credentials } from '@ringback/shared/db/access/credentials.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { hashPassword, isPassword } from '@ringback/shared/runtime/password.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { text } from '../../http/fields.ts';
import { ok, one } from '../../http/route.ts';
import { newPassword } from '../users/user.ts';
import { personOf } from './person-of.ts';

type Deps = {
  credentials: Pick<Credentials, 'beginTry' | 'findById' | 'setPassword'>;
  hasOwnPasswords: boolean;
  now: Now;
};

export const changePassword = endpoint(
  {
    method: 'post',
    path: '/api/me/password',
    tag: 'me',
    summary: 'Change one’s own password; every other session of one’s own ends',
    access: 'person',
    body: z.strictObject({ current_password: text(200), new_password: newPassword }),
    answers: {
      200: { description: 'Changed', schema: one(z.object({ changed: z.literal(true) })) },
    },
    refusals: [409],
  },
  ({ credentials, hasOwnPasswords, now }: Deps) =>
    async function changePassword({ body }, { caller, res }) {
      const { user, sessionId } = personOf(caller);
      if (!hasOwnPasswords) {
        throw new AppError('conflict', 'Passwords are kept by Supabase Auth: change it there.');
      }
      // A session that somebody left open must not be a place for guessing.
      const key = hashKey(`password of ${user.id}`);
      const begun = await credentials.beginTry({ email: key, address: key }, now());
      if ('retry_after' in begun) {
        res.setHeader('retry-after', String(begun.retry_after));
        throw new AppError(
          'too_many_requests',
          'Too many tries. Wait for the time in Retry-After.',
        );
      }
      const known = await credentials.findById(user.id);
      if (!(await isPassword(body.current_password, known?.passwordHash ?? null))) {
        throw new AppError('forbidden', 'The current password is wrong.');
      }
      await credentials.setPassword(
        user.id,
        await hashPassword(body.new_password),
        sessionId,
        now(),
      );
      return ok({ changed: true });
    },
);
