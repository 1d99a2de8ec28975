import { z } from 'zod';
import { callFunction, type Db } from '../client.ts';

/** A suppression of one number, lifted ones included. */
export const SuppressionEntry = z.object({
  id: z.number().int(),
  scope: z.enum(['all', 'voice', 'sms']),
  source: z.string(),
  words: z.string().nullable(),
  call_id: z.string().nullable(),
  message_id: z.string().nullable(),
  created_at: z.string(),
  lifted_at: z.string().nullable(),
});
export type SuppressionEntry = z.infer<typeof SuppressionEntry>;

export type SuppressionHistory = (phone: string) => Promise<SuppressionEntry[]>;

/** Newest first; found by the number's hash, so that it outlives the lead. */
export function createSuppressionHistory(db: Db): SuppressionHistory {
  return async (phone) => {
    const found = await callFunction(db, 'suppressions_by_phone', { p_phone: phone });
    return z.array(SuppressionEntry).parse(found);
  };
}
