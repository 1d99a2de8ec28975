import { z } from 'zod';
import { asJson, callFunction, type Db, dbError } from '../client.ts';
import type { TryKeys } from './credentials.ts';
import { UserRow } from './users.ts';

export type SessionRows = ReturnType<typeof createSessionRows>;

/** Somebody who is signed in, as they are now: never the token, nor its hash. */
export const SessionRow = z.object({
  id: z.uuid(),
  created_at: z.string(),
  expires_at: z.string(),
  last_seen_at: z.string(),
  user: UserRow,
});
export type SessionRow = z.infer<typeof SessionRow>;

/** How somebody has come in. */
export type SignInBy = 'password' | 'link' | 'demo';

export type NewSession = {
  tokenHash: string;
  userId: string;
  expiresAt: Date;
  how: SignInBy;
  /** The try that this was: it was none that went wrong. */
  tries?: TryKeys & { at: Date };
};

export function createSessionRows(db: Db) {
  return {
    /** False for who is not there or disabled. */
    async open({ tokenHash, userId, expiresAt, how, tries }: NewSession, now: Date) {
      const p = {
        token_hash: tokenHash,
        user_id: userId,
        expires_at: expiresAt.toISOString(),
        how,
        tries: tries && { ...tries, at: tries.at.toISOString() },
      };
      const id = await callFunction(db, 'open_session', { p: asJson(p), p_now: now.toISOString() });
      return id !== null;
    },

    /** Null for a hash that no session has, or has any more. */
    async findByHash(tokenHash: string, now: Date): Promise<SessionRow | null> {
      const args = { p_token_hash: tokenHash, p_now: now.toISOString() };
      return SessionRow.nullable().parse(await callFunction(db, 'find_session', args));
    },

    async touch(id: string, now: Date): Promise<void> {
      const { error, status } = await db
        .from('sessions')
        .update({ last_seen_at: now.toISOString() })
        .eq('id', id);
      if (error) throw dbError('sessions.touch', error, status);
    },

    /** From here on it opens nothing, wherever it is shown. Everywhere: all of the same user. */
    async close(tokenHash: string, everywhere: boolean, now: Date): Promise<void> {
      await callFunction(db, 'close_session', {
        p_token_hash: tokenHash,
        p_everywhere: everywhere,
        p_now: now.toISOString(),
      });
    },
  };
}
