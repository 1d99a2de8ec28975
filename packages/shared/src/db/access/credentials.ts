import { z } from 'zod';
import { asJson, callFunction, type Db, dbError } from '../client.ts';
import { UserRow } from './users.ts';

export type Credentials = ReturnType<typeof createCredentials>;

const Known = z
  .object({ password_hash: z.string().nullable() })
  .loose()
  .transform((row) => ({ user: UserRow.parse(row), passwordHash: row.password_hash }));

/** A user, and apart from it what their password is known by. */
export type Known = z.infer<typeof Known>;

const Try = z.union([
  z.object({ left: z.number().int() }),
  z.object({ retry_after: z.number().int() }),
]);
export type Try = z.infer<typeof Try>;

/** Which tries to sign in are counted together: hashes of an email and of an address. */
export type TryKeys = { email: string; address: string };

const Invitation = z.object({
  purpose: z.enum(['invite', 'reset']),
  expires_at: z.string(),
  user: UserRow,
});
export type Invitation = z.infer<typeof Invitation>;

/** What somebody proves with who they are: passwords, and the links with which they are set. */
export function createCredentials(db: Db) {
  return {
    /** Null for who is not there or disabled. */
    async findByEmail(email: string): Promise<Known | null> {
      return find('email', email.toLowerCase());
    },

    async findById(id: string): Promise<Known | null> {
      return find('id', id);
    },

    /** Counts a try as a wrong one until a session is opened with it. */
    async beginTry(keys: TryKeys, now: Date): Promise<Try> {
      return Try.parse(
        await callFunction(db, 'begin_sign_in', { p: asJson(keys), p_now: now.toISOString() }),
      );
    },

    /** Ends every other session of this user. */
    async setPassword(id: string, passwordHash: string, sessionId: string, now: Date) {
      await callFunction(db, 'set_password', {
        p_user_id: id,
        p_password_hash: passwordHash,
        p_session_id: sessionId,
        p_now: now.toISOString(),
      });
    },

    /** Null for a link that works no more. */
    async findInvitation(tokenHash: string, now: Date): Promise<Invitation | null> {
      const args = { p_token_hash: tokenHash, p_now: now.toISOString() };
      return Invitation.nullable().parse(await callFunction(db, 'read_invitation', args));
    },

    /** Null for a link that works no more: it works once. */
    async acceptInvitation(
      accepted: { tokenHash: string; passwordHash: string; name?: string | undefined },
      now: Date,
    ): Promise<UserRow | null> {
      const { tokenHash, passwordHash, name } = accepted;
      const p = { token_hash: tokenHash, password_hash: passwordHash, name };
      return UserRow.nullable().parse(
        await callFunction(db, 'accept_invitation', { p: asJson(p), p_now: now.toISOString() }),
      );
    },
  };

  async function find(column: 'email' | 'id', value: string) {
    const { data, error, status } = await db
      .from('users')
      .select()
      .eq(column, value)
      .is('disabled_at', null)
      .maybeSingle();
    if (error) throw dbError('users.find', error, status);
    return data ? Known.parse(data) : null;
  }
}
