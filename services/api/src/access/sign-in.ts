import type { Credentials } from '@ringback/shared/db/access/credentials.ts';
import type { UserRow } from '@ringback/shared/db/access/users.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { CheckPassword } from './check-password.ts';
import type { Sessions } from './sessions.ts';

type Deps = {
  credentials: Pick<Credentials, 'beginTry'>;
  checkPassword: CheckPassword;
  sessions: Pick<Sessions, 'open'>;
  now: Now;
};

export type Entered =
  | { is: 'in'; user: UserRow; cookie: string; csrfToken: string }
  | { is: 'wrong'; left: number }
  | { is: 'full'; waitSeconds: number };

export type SignIn = ReturnType<typeof createSignIn>;

/**
 * Signs somebody in by email and password. After five tries in ten minutes for one email, or from one
 * address, nothing is looked at any more. The answer, and the time until it comes, are the same whether
 * the email is known or not.
 */
export function createSignIn({ credentials, checkPassword, sessions, now }: Deps) {
  return async function signIn(
    given: { email: string; password: string },
    address: string,
  ): Promise<Entered> {
    const email = given.email.trim().toLowerCase();
    const keys = { email: hashKey(`email ${email}`), address: hashKey(`address ${address}`) };
    const at = now();
    const begun = await credentials.beginTry(keys, at);
    if ('retry_after' in begun) return { is: 'full', waitSeconds: begun.retry_after };
    const user = await checkPassword(email, given.password);
    const opened =
      user && (await sessions.open({ userId: user.id, how: 'password', tries: { ...keys, at } }));
    if (!opened) return { is: 'wrong', left: begun.left };
    return { is: 'in', user, ...opened };
  };
}

/** What is said to somebody whose try went wrong. */
export function wordsOf(entered: Exclude<Entered, { is: 'in' }>): string {
  if (entered.is === 'full') {
    const minutes = Math.ceil(entered.waitSeconds / 60);
    const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
    return `Too many wrong tries. Try again in ${wait}.`;
  }
  const { left } = entered;
  const tries = left === 1 ? '1 try is left' : `${left === 0 ? 'no' : left} tries are left`;
  return `The email or the password is wrong; ${tries}.`;
}
