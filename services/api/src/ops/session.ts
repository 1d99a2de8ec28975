import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const LASTS_MS = 12 * 60 * 60_000;
const COOKIE = 'ringback_ops';

type Deps = {
  user: string;
  password: string;
  secret: string;
  /** Over https the cookie travels nowhere else. */
  secure: boolean;
  now: () => Date;
};

/** Who may look at the queues: one name, one password, twelve hours in a signed cookie. */
export function createSessions({ user, password, secret, secure, now }: Deps) {
  const attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  // A changed password ends every session.
  const key = createHash('sha256').update(`${secret}\0${user}\0${password}`).digest();
  const sign = (expires: string) =>
    createHmac('sha256', key).update(`ops.${expires}`).digest('base64url');

  return {
    /** Both are always compared, so that the time taken tells nothing. */
    knows(givenUser: string, givenPassword: string): boolean {
      const sameUser = same(givenUser, user);
      const samePassword = same(givenPassword, password);
      return sameUser && samePassword;
    },

    open(): string {
      const expires = String(now().getTime() + LASTS_MS);
      const maxAge = LASTS_MS / 1000;
      return `${COOKIE}=${expires}.${sign(expires)}; Max-Age=${maxAge}; ${attributes}`;
    },

    close: (): string => `${COOKIE}=; Max-Age=0; ${attributes}`,

    isOpen(cookies: string | undefined): boolean {
      const cookie = cookies
        ?.split(';')
        .map((part) => part.trim())
        .find((part) => part.startsWith(`${COOKIE}=`));
      const [, expires = '', signature = ''] = /=(\d{1,15})\.([\w-]+)$/.exec(cookie ?? '') ?? [];
      return expires !== '' && same(signature, sign(expires)) && Number(expires) > now().getTime();
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;

/** Compares hashes, so that neither content nor length shows in the time it takes. */
function same(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
