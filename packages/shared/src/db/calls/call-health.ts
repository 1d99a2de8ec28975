import { z } from 'zod';
import { callFunction, type Db } from '../client.ts';

/** The state of all calls in numbers. Ages are in seconds. */
export const CallHealth = z.object({
  calls: z.record(z.string(), z.number().int()),
  oldest_due_seconds: z.coerce.number(),
  oldest_unknown_seconds: z.coerce.number(),
  unsettled: z.number().int(),
  last_webhook_at: z.string().nullable(),
});
export type CallHealth = z.infer<typeof CallHealth>;

export async function readCallHealth(db: Db, now: Date): Promise<CallHealth> {
  return CallHealth.parse(await callFunction(db, 'call_health', { p_now: now.toISOString() }));
}
