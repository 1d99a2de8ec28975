import type { Producer } from '@ringback/shared/queue/producer.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { type RequestHandler, Router } from 'express';
import { mayAct } from '../access/authenticate.ts';
import { checkWrite, originOf } from '../access/check-write.ts';
import type { Sessions } from '../access/sessions.ts';
import { createBoard } from './board.ts';

type Deps = {
  sessions: Pick<Sessions, 'find'>;
  publicUrl: string;
  queueOf: Producer['queueOf'];
  history: Producer['history'];
  jobs: readonly { name: string }[];
};

export const QUEUES = '/ops/queues';

/** The queues, for users with the role agent or admin. */
export function opsRoutes(deps: Deps): Router {
  const { queueOf, history, jobs } = deps;
  const router = Router();
  let board: RequestHandler | undefined;

  router.use('/ops', noStore, signedIn(deps));
  router.get('/ops', (_req, res) => res.redirect(QUEUES));
  router.use(QUEUES, harmlessOnly, (req, res, next) => {
    // Made at the first look: its queues want a connection that stands.
    board ??= createBoard({ queueOf, history, jobs, basePath: QUEUES });
    queueOf({ name: jobs[0]?.name ?? '' });
    board(req, res, next);
  });
  return router;
}

const noStore: RequestHandler = (_req, res, next) => {
  res.setHeader('cache-control', 'no-store');
  next();
};

const signedIn =
  ({ sessions, publicUrl }: Deps): RequestHandler =>
  async (req, res, next) => {
    const session = await sessions.find(req.headers.cookie);
    if (!session) {
      if (req.method === 'GET' && req.accepts(['json', 'html']) === 'html') {
        return res.redirect(`/sign-in?next=${encodeURIComponent(req.originalUrl)}`);
      }
      throw new AppError('unauthorized', 'Sign in at /sign-in.');
    }
    if (!mayAct(session.user, 'agent')) {
      throw new AppError('forbidden', 'This needs the role agent; yours is viewer.');
    }
    // The board is not our code and knows no token: it may write where its browser says whose page asks.
    if (originOf(req, publicUrl) !== 'ours') {
      checkWrite(req, { csrfToken: session.csrfToken, publicUrl });
    }
    next();
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
