import { z } from 'zod';
import { callFunction, type Db } from '../client.ts';

/** The state of all texts in numbers. Ages are in seconds. */
export const TextHealth = z.object({
  waiting: z.record(z.string(), z.number().int()),
  on_the_way: z.record(z.string(), z.number().int()),
  sent_last_hour: z.number().int(),
  filtered_last_hour: z.number().int(),
  failed_last_hour: z.number().int(),
  oldest_due_seconds: z.coerce.number(),
  /** A campaign's step that should have been planned by now. */
  oldest_step_seconds: z.coerce.number(),
  oldest_unknown_seconds: z.coerce.number(),
  oldest_reply_seconds: z.coerce.number(),
  /** A text of a lead of which nobody has said yet whether it refuses contact. */
  oldest_unjudged_seconds: z.coerce.number(),
  last_inbound_at: z.string().nullable(),
  last_callback_at: z.string().nullable(),
  last_sent_at: z.string().nullable(),
  /** Texts whose webhook never came, found in the carrier's list. */
  found_last_hour: z.number().int(),
  /** How long ago that list ended which was read last; null: it never was. */
  inbound_looked_seconds: z.coerce.number().nullable(),
  /** Why nothing but answers may leave, for what leads wrote is not read; null: it is. */
  inbound_unread: z.string().nullable(),
  switched_off: z.boolean(),
});
export type TextHealth = z.infer<typeof TextHealth>;

/** By provider, its codes for a text that was taken for spam. */
export type FilteredCodes = Record<string, string[]>;

export async function readTextHealth(
  db: Db,
  filtered: FilteredCodes,
  now: Date,
): Promise<TextHealth> {
  const args = { p_filtered: filtered, p_now: now.toISOString() };
  return TextHealth.parse(await callFunction(db, 'text_health', args));
}
