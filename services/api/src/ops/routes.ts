import type { Producer } from '@ringback/shared/queue/producer.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { NoMoreThan } from '@ringback/shared/runtime/no-more-than.ts';
import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Sessions } from '../access/sessions.ts';
import { byAddress } from '../limits/limit.ts';
import { createBoard } from './board.ts';
import { loginPage } from './login-page.ts';

type Deps = {
  sessions: Sessions;
  /** How often an address may be wrong. */
  wrongLogins: NoMoreThan;
  /** Where who was wrong too often waits before the next guess is looked at. */
  slowLane: () => Promise<void>;
  queueOf: Producer['queueOf'];
  history: Producer['history'];
  jobs: readonly { name: string }[];
  log: Logger;
};

const QUEUES = '/ops/queues';
const Login = z.object({ user: z.string().max(200), password: z.string().max(200) });

/** The operators' corner: sign in, look at the queues, sign out. */
export function opsRoutes(deps: Deps): Router {
  const { sessions, wrongLogins, slowLane, queueOf, history, jobs, log } = deps;
  const router = Router();
  const readForm = express.urlencoded({ limit: '4kb', extended: false, parameterLimit: 10 });
  let board: RequestHandler | undefined;

  router.use('/ops', (_req, res, next) => {
    res.setHeader('cache-control', 'no-store');
    next();
  });
  router.get('/ops', (_req, res) => res.redirect(QUEUES));
  router.get('/ops/login', (_req, res) => {
    res.type('html').send(loginPage(null));
  });

  router.post('/ops/login', readForm, async (req, res) => {
    const given = Login.safeParse(req.body);
    const address = byAddress(req);
    const isSpent = wrongLogins.isSpent(address);
    if (isSpent) await slowLane();
    if (!given.success || !sessions.knows(given.data.user, given.data.password)) {
      log.warn({ address: req.ip }, 'refused to sign in');
      wrongLogins.count(address);
      // All the world may be one address: who knows the password is let in, however many guess.
      if (isSpent) {
        throw new AppError('too_many_requests', 'Too many wrong passwords. Wait for a minute.');
      }
      res.status(401).type('html').send(loginPage('The user or the password is wrong.'));
      return;
    }
    res.setHeader('set-cookie', await sessions.open());
    res.redirect(303, QUEUES);
  });

  router.post('/ops/logout', async (req, res) => {
    res.setHeader('set-cookie', await sessions.close(req.headers.cookie));
    res.redirect(303, '/ops/login');
  });

  router.use(QUEUES, signedIn(sessions), harmlessOnly, (req, res, next) => {
    // Made at the first look: its queues want a connection that stands.
    board ??= createBoard({ queueOf, history, jobs, basePath: QUEUES });
    queueOf({ name: jobs[0]?.name ?? '' });
    board(req, res, next);
  });
  return router;
}

const signedIn =
  (sessions: Sessions): RequestHandler =>
  async (req, res, next) => {
    if (await sessions.find(req.headers.cookie)) {
      next();
    } else if (req.method === 'GET' && req.accepts(['json', 'html']) === 'html') {
      res.redirect('/ops/login');
    } else {
      throw new AppError('unauthorized', 'Sign in at /ops/login.');
    }
  };

/** One job, all that have failed, or all that sleep: another life, or on at once. */
const AGAIN = /^\/api\/queues\/[\w-]+\/([\w-]+\/(retry|promote)|retry\/failed|promote)$/;

const harmlessOnly: RequestHandler = (req, _res, next) => {
  if (req.method === 'GET' || req.method === 'HEAD') return next();
  if (req.method === 'PUT' && AGAIN.test(req.path)) return next();
  throw new AppError(
    'forbidden',
    'Jobs can be looked at here, tried again and let go on; no more.',
  );
};
