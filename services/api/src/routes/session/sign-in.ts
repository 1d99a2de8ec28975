import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { refuseForeign } from '../../access/check-write.ts';
import { type SignIn, wordsOf } from '../../access/sign-in.ts';
import { endpoint } from '../../http/endpoint.ts';
import { text } from '../../http/fields.ts';
import { byAddress } from '../../limits/limit.ts';
import { Entered, enter, needed } from './entered.ts';

type Deps = { signIn: SignIn | null; publicUrl: string };

export const signInRoute = endpoint(
  {
    method: 'post',
    path: '/session',
    tag: 'session',
    summary: 'Sign in',
    description:
      'Sets the cookie `ringback_session`, for twelve hours. After five wrong tries in ten minutes for one email, or from one address, it is 429 until the time in `Retry-After` is over.',
    access: 'anyone',
    body: z.strictObject({ email: text(200), password: text(200) }),
    answers: { 200: { description: 'Signed in', schema: Entered } },
    refusals: [404],
  },
  ({ signIn, publicUrl }: Deps) =>
    async function signInRoute({ body }, { req, res }) {
      refuseForeign(req, publicUrl);
      const entered = await needed(signIn)(body, byAddress(req));
      if (entered.is === 'in') return enter(res, entered.user, entered);
      if (entered.is === 'wrong') throw new AppError('unauthorized', wordsOf(entered));
      res.setHeader('retry-after', String(entered.waitSeconds));
      throw new AppError('too_many_requests', wordsOf(entered));
    },
);
