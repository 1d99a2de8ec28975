import type { Credentials } from '@ringback/shared/db/access/credentials.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import type { AcceptInvitation } from '../../access/accept-invitation.ts';
import { refuseForeign } from '../../access/check-write.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { newPassword, personName, role } from '../users/user.ts';
import { Entered, enter, needed } from './entered.ts';

type Deps = {
  credentials: Pick<Credentials, 'findInvitation'>;
  accept: AcceptInvitation | null;
  publicUrl: string;
  now: Now;
};

const params = z.object({ token: z.string().regex(/^[\w-]{20,100}$/, 'the token of a link') });
const Invited = z.object({
  purpose: z.enum(['invite', 'reset']),
  expires_at: z.string(),
  user: z.object({ email: z.string(), name: z.string(), role }),
});

export const NO_LINK = 'This link works no more. Ask an admin for a new one.';

export const readInvitation = endpoint(
  {
    method: 'get',
    path: '/session/invitations/{token}',
    tag: 'session',
    summary: 'Whom a link is for, and what',
    access: 'anyone',
    params,
    answers: { 200: { description: 'The invitation', schema: one(Invited) } },
    refusals: [404],
  },
  ({ credentials, now }: Deps) =>
    async function readInvitation({ params: { token } }, { res }) {
      const found = await credentials.findInvitation(hashKey(token), now());
      if (!found) throw new AppError('not_found', NO_LINK);
      res.setHeader('cache-control', 'no-store');
      const { purpose, expires_at, user } = found;
      const { email, name, role } = user;
      return ok({ purpose, expires_at, user: { email, name, role } });
    },
);

export const useInvitation = endpoint(
  {
    method: 'post',
    path: '/session/invitations/{token}',
    tag: 'session',
    summary: 'Set a password with a link, and sign in; the link works once',
    access: 'anyone',
    params,
    body: z.strictObject({ name: personName.optional(), password: newPassword }),
    answers: { 200: { description: 'Signed in', schema: Entered } },
    refusals: [404],
  },
  ({ accept, publicUrl }: Deps) =>
    async function useInvitation({ params: { token }, body }, { req, res }) {
      refuseForeign(req, publicUrl);
      const accepted = await needed(accept)(token, body);
      if (!accepted) throw new AppError('not_found', NO_LINK);
      return enter(res, accepted.user, accepted.opened);
    },
);
