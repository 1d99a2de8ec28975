import { z } from 'zod';
import { OUTCOMES } from '../domain/outcome.ts';
import { callFunction, type Db } from './client.ts';
import { LeadRow } from './rows.ts';

const History = z.object({
  /** No lead at all: one of our own numbers. */
  ours: z.boolean(),
  /** The lead that was named, if there still is one. */
  known: LeadRow.nullable(),
  by_contact: LeadRow.nullable(),
  by_lead: LeadRow.nullable(),
  texts: z.array(
    z.object({
      direction: z.enum(['outbound', 'inbound']),
      author: z.string(),
      body: z.string(),
      at: z.string(),
    }),
  ),
  calls: z.array(
    z.object({
      direction: z.enum(['outbound', 'inbound']),
      status: z.string(),
      /** What it was for, if somebody has said so. */
      why: z.string().nullable(),
      at: z.string(),
      outcome: z.enum(OUTCOMES).nullable(),
      summary: z.string().nullable(),
    }),
  ),
  appointments: z.array(z.string()),
});
export type NumberHistory = z.infer<typeof History>;

/** Who a number is by its last contact since then, and by the leads, with what is known of it. */
export async function readNumberHistory(
  db: Db,
  { phone, leadId, since }: { phone: string; leadId: number | null; since: Date },
  now: Date,
): Promise<NumberHistory> {
  return History.parse(
    await callFunction(db, 'number_history', {
      p_phone: phone,
      p_lead_id: leadId as number,
      p_since: since.toISOString(),
      p_now: now.toISOString(),
    }),
  );
}
