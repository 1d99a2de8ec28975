import { createHmac } from 'node:crypto';
import type { NewSession, SessionRow, SessionRows } from '@ringback/shared/db/access/sessions.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { SignedIn } from '../http/route.ts';
import { same } from './same.ts';

const LASTS_MS = 12 * 60 * 60_000;
const COOKIE = 'ringback_session';
const TOUCH_MS = 60_000;

type Deps = {
  secret: string;
  /** Over https the cookie travels nowhere else. */
  secure: boolean;
  rows: SessionRows;
  /** At least 256 bits. */
  newToken: () => string;
  log: Logger;
  now: () => Date;
};

/**
 * Who is signed in, for twelve hours. A session is a row and is looked up each time, so that signing out
 * ends it in every process at once. The cookie is signed: one that was made up costs no look.
 */
export function createSessions({ secret, secure, rows, newToken, log, now }: Deps) {
  const attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  const mac = (use: string, token: string) =>
    createHmac('sha256', secret).update(`${use}.${token}`).digest('base64url');

  /** The token of a cookie that we have signed. */
  function tokenIn(cookies: string | undefined): string | null {
    const cookie = cookies
      ?.split(';')
      .map((part) => part.trim())
      .find((part) => part.startsWith(`${COOKIE}=`));
    const [, token, signature] = /=([\w-]{1,100})\.([\w-]{1,100})$/.exec(cookie ?? '') ?? [];
    return token && signature && same(signature, mac('session', token)) ? token : null;
  }

  function touch({ id, last_seen_at }: SessionRow, at: Date): void {
    if (at.getTime() - Date.parse(last_seen_at) < TOUCH_MS) return;
    rows.touch(id, at).catch((err: unknown) => {
      log.debug({ err, sessionId: id }, 'session not noted as seen');
    });
  }

  return {
    /** A new session; null for who is not there or disabled. */
    async open(who: Pick<NewSession, 'userId' | 'how' | 'tries'>) {
      const token = newToken();
      const at = now();
      const expiresAt = new Date(at.getTime() + LASTS_MS);
      if (!(await rows.open({ ...who, tokenHash: hashKey(token), expiresAt }, at))) return null;
      const value = `${token}.${mac('session', token)}`;
      return {
        cookie: `${COOKIE}=${value}; Max-Age=${LASTS_MS / 1000}; ${attributes}`,
        csrfToken: mac('csrf', token),
      };
    },

    /** Ends it, or all of the same user; the cookie that takes the place of its own. */
    async close(cookies: string | undefined, everywhere = false): Promise<string> {
      const token = tokenIn(cookies);
      if (token) await rows.close(hashKey(token), everywhere, now());
      return `${COOKIE}=; Max-Age=0; ${attributes}`;
    },

    /** Whose session these cookies are; null when there is none, or none any more. */
    async find(cookies: string | undefined): Promise<SignedIn | null> {
      const token = tokenIn(cookies);
      const at = now();
      const session = token && (await rows.findByHash(hashKey(token), at));
      if (!session) return null;
      touch(session, at);
      return { sessionId: session.id, csrfToken: mac('csrf', token), user: session.user };
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;
