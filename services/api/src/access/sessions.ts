import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { SessionRow, SessionRows } from '@ringback/shared/db/access/sessions.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

const LASTS_MS = 12 * 60 * 60_000;
const COOKIE = 'ringback_ops';
const TOUCH_MS = 60_000;

type Deps = {
  user: string;
  password: string;
  secret: string;
  /** Over https the cookie travels nowhere else. */
  secure: boolean;
  rows: SessionRows;
  newToken: () => string;
  log: Logger;
  now: () => Date;
};

/**
 * Who may look at the queues: one name, one password, twelve hours. A session is a row and is looked
 * up each time, so that signing out ends it in every process at once. The cookie is signed: one that
 * was made up costs no look.
 */
export function createSessions(deps: Deps) {
  const { user, password, secret, secure, rows, newToken, log, now } = deps;
  const attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  // A changed password ends every session.
  const key = createHash('sha256').update(`${secret}\0${user}\0${password}`).digest();
  const sign = (token: string) =>
    createHmac('sha256', key).update(`ops.${token}`).digest('base64url');

  /** The token of a cookie that we have signed. */
  function tokenIn(cookies: string | undefined): string | null {
    const cookie = cookies
      ?.split(';')
      .map((part) => part.trim())
      .find((part) => part.startsWith(`${COOKIE}=`));
    const [, token, signature] = /=([\w-]{1,100})\.([\w-]{1,100})$/.exec(cookie ?? '') ?? [];
    return token && signature && same(signature, sign(token)) ? token : null;
  }

  function touch({ id, last_seen_at }: SessionRow, at: Date): void {
    if (at.getTime() - Date.parse(last_seen_at) < TOUCH_MS) return;
    rows.touch(id, at).catch((err: unknown) => {
      log.debug({ err, sessionId: id }, 'session not noted as seen');
    });
  }

  return {
    /** Both are always compared, so that the time taken tells nothing. */
    knows(givenUser: string, givenPassword: string): boolean {
      const sameUser = same(givenUser, user);
      const samePassword = same(givenPassword, password);
      return sameUser && samePassword;
    },

    /** The cookie of a new session. */
    async open(): Promise<string> {
      const token = newToken();
      const at = now();
      const expiresAt = new Date(at.getTime() + LASTS_MS);
      await rows.open({ tokenHash: hashKey(token), userName: user, role: 'admin', expiresAt }, at);
      return `${COOKIE}=${token}.${sign(token)}; Max-Age=${LASTS_MS / 1000}; ${attributes}`;
    },

    /** Ends the session everywhere; the cookie that takes the place of its own. */
    async close(cookies: string | undefined): Promise<string> {
      const token = tokenIn(cookies);
      if (token) await rows.end(hashKey(token));
      return `${COOKIE}=; Max-Age=0; ${attributes}`;
    },

    /** The session of these cookies; null when there is none, or none any more. */
    async find(cookies: string | undefined): Promise<SessionRow | null> {
      const token = tokenIn(cookies);
      const session = token && (await rows.findByHash(hashKey(token)));
      const at = now();
      if (!session || Date.parse(session.expires_at) <= at.getTime()) return null;
      touch(session, at);
      return session;
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;

/** Compares hashes, so that neither content nor length shows in the time it takes. */
function same(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
