import type { Authenticate, Caller } from '../http/route.ts';
import type { Sessions } from './sessions.ts';

/**
 * A browser cannot send a key with a live stream: there the session's cookie speaks for it. Only
 * for routes that read, whatever else who is signed in may do: a cookie is sent along by whoever made
 * the browser ask. Everything else takes a key.
 */
export function orBySession(authenticate: Authenticate, sessions: Sessions | null): Authenticate {
  return (access) =>
    async function keyOrSession(req, res, next) {
      const mayRead = req.method === 'GET' && access === 'viewer';
      const hasKey = req.headers.authorization !== undefined;
      const session = mayRead && !hasKey ? await sessions?.find(req.headers.cookie) : null;
      if (session) {
        const caller: Caller = { id: session.id, role: 'viewer' };
        res.locals['caller'] = caller;
        return next();
      }
      return authenticate(access)(req, res, next);
    };
}
