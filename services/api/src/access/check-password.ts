import type { Credentials } from '@ringback/shared/db/access/credentials.ts';
import type { UserRow } from '@ringback/shared/db/access/users.ts';
import { isPassword } from '@ringback/shared/runtime/password.ts';

/** The user whose email and password these are; null for any other pair. */
export type CheckPassword = (email: string, password: string) => Promise<UserRow | null>;

type Find = Pick<Credentials, 'findByEmail'>;

/** By the hash that stands with the user. */
export const checkOwnPassword = ({ findByEmail }: Find): CheckPassword =>
  async function checkOwnPassword(email, password) {
    const known = await findByEmail(email);
    const isRight = await isPassword(password, known?.passwordHash ?? null);
    return isRight && known ? known.user : null;
  };

/** By Supabase Auth, which is asked about unknown emails too: the time must not tell who is known. */
export const checkAtSupabase = (
  { findByEmail }: Find,
  isRightThere: (email: string, password: string) => Promise<boolean>,
): CheckPassword =>
  async function checkAtSupabase(email, password) {
    const [known, isRight] = await Promise.all([findByEmail(email), isRightThere(email, password)]);
    return isRight && known ? known.user : null;
  };
