import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Authenticate, Caller, SignedIn } from '../http/route.ts';
import { mayAct } from './authenticate.ts';
import { checkWrite } from './check-write.ts';
import type { Sessions } from './sessions.ts';

type Deps = { sessions: Sessions | null; publicUrl: string };

/**
 * Every route that takes an API key also takes the cookie of a session, with the role that the user has at
 * this moment. A request with a key is judged by the key alone.
 */
export function orBySession(authenticate: Authenticate, deps: Deps): Authenticate {
  const { sessions, publicUrl } = deps;
  return (access) =>
    async function keyOrSession(req, res, next) {
      const hasKey = req.headers.authorization !== undefined;
      const session = hasKey ? null : await sessions?.find(req.headers.cookie);
      if (!session) return authenticate(access)(req, res, next);
      checkWrite(req, { csrfToken: session.csrfToken, publicUrl });
      if (access !== 'person' && !mayAct(session.user, access)) {
        const { role } = session.user;
        throw new AppError('forbidden', `This needs the role ${access}; yours is ${role}.`);
      }
      res.locals['caller'] = callerOf(session);
      next();
    };
}

const callerOf = (session: SignedIn): Caller => ({
  id: session.user.id,
  credentialId: session.sessionId,
  role: session.user.role,
  name: session.user.name,
  kind: 'user',
  session,
});
