import type { Users } from '@ringback/shared/db/access/users.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { one } from '../../http/route.ts';
import type { MailLink } from '../../mail/mail-link.ts';
import { LinkMade, makeLink } from './make-link.ts';
import { email, personName, role, User, userOf } from './user.ts';

export type InviteDeps = {
  users: Pick<Users, 'invite' | 'reset'>;
  newToken: () => string;
  publicUrl: string;
  /** Passwords are kept by another service, so there is none to set here. */
  hasOwnPasswords: boolean;
  mailLink: MailLink;
  now: () => Date;
};

export const inviteUser = endpoint(
  {
    method: 'post',
    path: '/api/users',
    tag: 'users',
    summary: 'Invite somebody; the link is shown this once',
    description:
      'With the link, which works once and for a week, they set their password. It is also sent by mail where SMTP_URL is set.',
    access: 'admin',
    body: z.strictObject({ email, name: personName, role }),
    answers: {
      201: { description: 'The person, and the link', schema: one(User.extend(LinkMade)) },
    },
    refusals: [409],
  },
  (deps: InviteDeps) =>
    async function inviteUser({ body }, { caller, res }) {
      const link = deps.hasOwnPasswords ? makeLink(deps) : null;
      const { users, mailLink, now } = deps;
      const user = await users.invite(body, link?.stored ?? null, actorOf(caller), now());
      if (!user) throw new AppError('conflict', 'Somebody has this email already.');
      const mailed = link ? await mailLink('invite', user, link.url) : false;
      res.setHeader('cache-control', 'no-store');
      return {
        status: 201,
        data: {
          ...userOf(user, caller.role),
          link: link?.url ?? null,
          link_expires_at: link?.stored.expiresAt.toISOString() ?? null,
          mailed,
        },
      };
    },
);
