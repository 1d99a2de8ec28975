import { z } from 'zod';
import { callForRow, type Db } from './client.ts';

/** What this UTC day has cost so far, and for how many contacts. */
export const Spent = z.object({
  day: z.string(),
  total_usd: z.number(),
  calls_usd: z.number(),
  texts_usd: z.number(),
  calls: z.number().int(),
  texts: z.number().int(),
});
export type Spent = z.infer<typeof Spent>;

export async function readSpend(db: Db, now: Date): Promise<Spent> {
  return Spent.parse(await callForRow(db, 'read_spend', { p_now: now.toISOString() }));
}
