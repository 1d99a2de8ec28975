import { z } from 'zod';
import { callFunction, type Db } from '../client.ts';

export const Resting = z.array(
  z.object({
    name: z.enum(['voice', 'language_model']),
    since: z.string(),
    reason: z.string().nullable(),
    failures: z.number().int(),
    next_try_at: z.string().nullable(),
    resting_seconds: z.coerce.number(),
  }),
);
export type Resting = z.infer<typeof Resting>;

/** What is paused after failures in a row: dialing, or requests to the language model. */
export async function readResting(db: Db, now: Date): Promise<Resting> {
  return Resting.parse(await callFunction(db, 'resting', { p_now: now.toISOString() }));
}
