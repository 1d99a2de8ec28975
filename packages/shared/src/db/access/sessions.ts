import { z } from 'zod';
import { asJson, callFunction, type Db, dbError } from '../client.ts';
import { ROLES, type Role } from './api-keys.ts';

export type SessionRows = ReturnType<typeof createSessionRows>;

/** Somebody who is signed in: never the token, nor its hash. */
export const SessionRow = z.object({
  id: z.uuid(),
  user_name: z.string(),
  role: z.enum(ROLES),
  created_at: z.string(),
  expires_at: z.string(),
  last_seen_at: z.string(),
});
export type SessionRow = z.infer<typeof SessionRow>;

const COLUMNS = 'id, user_name, role, created_at, expires_at, last_seen_at';

type NewSession = { tokenHash: string; userName: string; role: Role; expiresAt: Date };

export function createSessionRows(db: Db) {
  return {
    async open({ tokenHash, userName, role, expiresAt }: NewSession, now: Date): Promise<void> {
      const p = {
        token_hash: tokenHash,
        user_name: userName,
        role,
        expires_at: expiresAt.toISOString(),
      };
      await callFunction(db, 'open_session', { p: asJson(p), p_now: now.toISOString() });
    },

    /** Null for a hash that no session has, or has any more. */
    async findByHash(tokenHash: string): Promise<SessionRow | null> {
      const { data, error, status } = await db
        .from('sessions')
        .select(COLUMNS)
        .eq('token_hash', tokenHash)
        .maybeSingle();
      if (error) throw dbError('sessions.findByHash', error, status);
      return data ? SessionRow.parse(data) : null;
    },

    async touch(id: string, now: Date): Promise<void> {
      const { error, status } = await db
        .from('sessions')
        .update({ last_seen_at: now.toISOString() })
        .eq('id', id);
      if (error) throw dbError('sessions.touch', error, status);
    },

    /** From here on it opens nothing, wherever it is shown. */
    async end(tokenHash: string): Promise<void> {
      const { error, status } = await db.from('sessions').delete().eq('token_hash', tokenHash);
      if (error) throw dbError('sessions.end', error, status);
    },
  };
}
