import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import type { InviteDeps } from './invite-user.ts';
import { LinkMade, makeLink } from './make-link.ts';
import { User, userOf } from './user.ts';

export const makeResetLink = endpoint(
  {
    method: 'post',
    path: '/api/users/{id}/reset-link',
    tag: 'users',
    summary: 'A link for a new password; it is shown this once',
    description: 'It works once and for a week, and any link before it works no more.',
    access: 'admin',
    params: z.object({ id: z.uuid() }),
    answers: { 200: { description: 'The link', schema: one(User.extend(LinkMade)) } },
    refusals: [404, 409],
  },
  (deps: InviteDeps) =>
    async function makeResetLink({ params }, { caller, res }) {
      if (!deps.hasOwnPasswords) {
        throw new AppError('conflict', 'Passwords are kept by Supabase Auth: reset it there.');
      }
      const link = makeLink(deps);
      const user = await deps.users.reset(
        { id: params.id },
        link.stored,
        actorOf(caller),
        deps.now(),
      );
      if (!user) throw new AppError('not_found', 'There is no such person, or they are disabled.');
      const mailed = await deps.mailLink('reset', user, link.url);
      res.setHeader('cache-control', 'no-store');
      return ok({
        ...userOf(user, caller.role),
        link: link.url,
        link_expires_at: link.stored.expiresAt.toISOString(),
        mailed,
      });
    },
);
