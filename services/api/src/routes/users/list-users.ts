import type { Users } from '@ringback/shared/db/access/users.ts';
import { endpoint } from '../../http/endpoint.ts';
import { many, page } from '../../http/route.ts';
import { User, userOf } from './user.ts';

export const listUsers = endpoint(
  {
    method: 'get',
    path: '/api/users',
    tag: 'users',
    summary: 'All people, by name; emails for admins only',
    access: 'viewer',
    answers: { 200: { description: 'All people', schema: many(User) } },
    refusals: [],
  },
  ({ users }: { users: Pick<Users, 'list'> }) =>
    async function listUsers(_input, { caller }) {
      return page(
        (await users.list()).map((user) => userOf(user, caller.role)),
        null,
      );
    },
);
