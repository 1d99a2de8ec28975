import { z } from 'zod';
import { callFunction, type Db } from '../client.ts';

const Ids = z.array(z.uuid());

/**
 * Which of these ids of keys and sessions still open something: not revoked, not ended, not
 * expired.
 */
export async function readOpenPasses(db: Db, ids: string[], now: Date): Promise<Set<string>> {
  const args = { p_ids: ids, p_now: now.toISOString() };
  return new Set(Ids.parse(await callFunction(db, 'open_passes', args)));
}
