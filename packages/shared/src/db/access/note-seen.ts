import { z } from 'zod';
import { callFunction, type Db } from '../client.ts';

/** Keeps these sessions as seen; ids of keys are passed over. Returns how many. */
export async function noteSeen(db: Db, ids: string[], now: Date): Promise<number> {
  const args = { p_ids: ids, p_now: now.toISOString() };
  return z.number().parse(await callFunction(db, 'note_seen', args));
}
