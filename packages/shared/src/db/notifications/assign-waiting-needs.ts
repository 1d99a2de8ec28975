import { z } from 'zod';
import { callFunction, type Db } from '../client.ts';

/** Gives needs that found nobody online to those who are online now. Returns how many were given. */
export async function assignWaitingNeeds(db: Db, now: Date, limit: number): Promise<number> {
  const args = { p_now: now.toISOString(), p_limit: limit };
  return z.number().parse(await callFunction(db, 'assign_waiting_needs', args));
}
