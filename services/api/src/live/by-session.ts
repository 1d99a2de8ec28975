import type { Authenticate } from '../http/authenticate.ts';
import type { Caller } from '../http/route.ts';
import type { Sessions } from '../ops/session.ts';

/** Who is signed in may read. Everything else takes a key. */
const OPERATOR: Caller = { id: 'operator', role: 'viewer' };

/**
 * A browser cannot send a key with a live stream: there the session's cookie speaks for it. Only
 * for routes that read, since a cookie is sent along by whoever made the browser ask.
 */
export function orBySession(authenticate: Authenticate, sessions: Sessions | null): Authenticate {
  return (access) => async (req, res, next) => {
    const mayRead = req.method === 'GET' && access === 'viewer';
    const hasKey = req.headers.authorization !== undefined;
    if (mayRead && !hasKey && sessions?.isOpen(req.headers.cookie)) {
      res.locals['caller'] = OPERATOR;
      return next();
    }
    return authenticate(access)(req, res, next);
  };
}
