import type { Credentials } from '@ringback/shared/db/access/credentials.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { AcceptInvitation } from '../access/accept-invitation.ts';
import { refuseForeign } from '../access/check-write.ts';
import type { Sessions } from '../access/sessions.ts';
import { type SignIn, wordsOf } from '../access/sign-in.ts';
import { byAddress } from '../limits/limit.ts';
import { nextPage } from './next-page.ts';
import { invitationPage, signInPage } from './sign-in-page.ts';

type Deps = {
  business: string;
  publicUrl: string;
  /** Where somebody goes who has signed in and wanted nothing in particular. */
  firstPage: string;
  sessions: Pick<Sessions, 'find'>;
  credentials: Pick<Credentials, 'findInvitation'>;
  signIn: SignIn;
  accept: AcceptInvitation;
  now: () => Date;
};

const FORM = 'application/x-www-form-urlencoded';
const Pair = z.object({ email: z.string().max(200), password: z.string().max(200) });
const Chosen = z.object({
  name: z.string().trim().min(1).max(100),
  password: z.string().min(12).max(200),
});

/** The same endpoints as the JSON routes, for the forms of a browser without the dashboard. */
export function signInRoutes(deps: Deps): Router {
  const { business, publicUrl, firstPage, sessions, signIn, now } = deps;
  const router = Router();
  const readForm = express.urlencoded({ limit: '4kb', extended: false, parameterLimit: 10 });
  const formOnly: RequestHandler = (req, _res, next) => next(req.is(FORM) ? undefined : 'route');

  router.get('/sign-in', async (req, res) => {
    res.setHeader('cache-control', 'no-store');
    const next = nextPage(req.query['next'], firstPage);
    if (await sessions.find(req.headers.cookie)) return res.redirect(next);
    res.type('html').send(signInPage({ business, next }));
  });

  router.post('/session', formOnly, readForm, async (req, res) => {
    refuseForeign(req, publicUrl);
    res.setHeader('cache-control', 'no-store');
    const next = nextPage(req.body?.next, firstPage);
    const given = Pair.safeParse(req.body);
    const { email = '', password = '' } = given.data ?? {};
    const entered = await signIn({ email, password }, byAddress(req));
    if (entered.is === 'in') {
      res.setHeader('set-cookie', entered.cookie);
      return res.redirect(303, next);
    }
    if (entered.is === 'full') res.setHeader('retry-after', String(entered.waitSeconds));
    const page = signInPage({ business, next, email, problem: wordsOf(entered) });
    res
      .status(entered.is === 'full' ? 429 : 401)
      .type('html')
      .send(page);
  });

  router.get('/invitation/:token', async (req, res) => {
    res.setHeader('cache-control', 'no-store');
    res.setHeader('referrer-policy', 'no-referrer');
    const { token } = req.params;
    const { user } = await invited(token);
    res.type('html').send(invitationPage({ business, token, user }));
  });

  router.post('/session/invitations/:token', formOnly, readForm, async (req, res) => {
    refuseForeign(req, publicUrl);
    const token = String(req.params['token']);
    const { user } = await invited(token);
    const chosen = Chosen.safeParse(req.body);
    if (!chosen.success) {
      const problem = 'A name, and a password of at least 12 characters, are needed.';
      return res.status(400).type('html').send(invitationPage({ business, token, user, problem }));
    }
    const accepted = await deps.accept(token, chosen.data);
    if (!accepted?.opened) throw new AppError('not_found', 'This link works no more.');
    res.setHeader('set-cookie', accepted.opened.cookie);
    res.redirect(303, firstPage);
  });
  return router;

  async function invited(token: string) {
    const found = await deps.credentials.findInvitation(hashKey(token), now());
    if (found) return found;
    throw new AppError('not_found', 'This link works no more. Ask an admin for a new one.');
  }
}
