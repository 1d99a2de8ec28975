import type { Users } from '@ringback/shared/db/access/users.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { personName, role, User, userOf } from './user.ts';

type Deps = { users: Pick<Users, 'change'>; now: Now };

export const changeUser = endpoint(
  {
    method: 'patch',
    path: '/api/users/{id}',
    tag: 'users',
    summary: 'Change a name or a role, or shut somebody out',
    description:
      'A new role holds from the next request on. Who is disabled is signed out everywhere. The last admin who can come in stays one. `max_open_conversations`: from so many open conversations on, none is assigned to them by this system; null is ten.',
    access: 'admin',
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({
      name: personName.optional(),
      role: role.optional(),
      disabled: z.boolean().optional(),
      max_open_conversations: z.int().min(1).max(1_000).nullish(),
    }),
    answers: { 200: { description: 'The person', schema: one(User) } },
    refusals: [404, 409],
  },
  ({ users, now }: Deps) =>
    async function changeUser({ params, body }, { caller }) {
      const changed = await users.change(params.id, body, actorOf(caller), now());
      if (!changed) throw new AppError('not_found', 'There is no such person.');
      if ('refused' in changed) {
        throw new AppError('conflict', 'This is the last admin: make somebody else one first.');
      }
      return ok(userOf(changed.user, caller.role));
    },
);
