import { z } from 'zod';
import { callForRow, type Db } from '../client.ts';

/** What waits for a person or a judge. Ages are in seconds; 0: nobody waits. */
export const WaitingHealth = z.object({
  /** A lead who asked for a person, or whose last words a person has not read. */
  for_person_seconds: z.coerce.number(),
  /** Analyses that a person has to look at; a thousand stands for more. */
  to_review: z.number().int(),
  /** A talk that is over and has not been judged. */
  for_judge_seconds: z.coerce.number(),
});
export type WaitingHealth = z.infer<typeof WaitingHealth>;

export async function readWaitingHealth(db: Db, now: Date): Promise<WaitingHealth> {
  return WaitingHealth.parse(await callForRow(db, 'waiting_health', { p_now: now.toISOString() }));
}
