import DataLoader from 'dataloader';
import { z } from 'zod';
import { OUTCOMES } from '../../domain/outcome.ts';
import { asJson, callFunction, type Db } from '../client.ts';
import { LeadRow } from '../rows.ts';

const History = z.object({
  /** No lead at all: an own number. */
  ours: z.boolean().optional(),
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
      /** The purpose, if one was given. */
      why: z.string().nullable(),
      at: z.string(),
      outcome: z.enum(OUTCOMES).nullable(),
      summary: z.string().nullable(),
    }),
  ),
  appointments: z.array(z.string()),
});
export type NumberHistory = z.infer<typeof History>;

type Asked = { phone: string; leadId: number | null; since: Date };

/** How long a read waits for others to join it. */
const GATHER_MS = 3;
const MOST_AT_ONCE = 50;

/** Lookups that are asked for at about the same time are one read. */
export function createReadNumberHistories(db: Db) {
  const loader = new DataLoader<{ asked: Asked; now: Date }, NumberHistory>(
    async (all) => {
      const latest = Math.max(...all.map(({ now }) => now.getTime()));
      const asked = all.map(({ asked: one }) => ({
        phone: one.phone,
        lead_id: one.leadId,
        since: one.since.toISOString(),
      }));
      const args = { p_asked: asJson(asked), p_now: new Date(latest).toISOString() };
      return z.array(History).parse(await callFunction(db, 'number_histories', args));
    },
    {
      cache: false,
      maxBatchSize: MOST_AT_ONCE,
      batchScheduleFn: (read) => void setTimeout(read, GATHER_MS),
    },
  );
  return (asked: Asked, now: Date): Promise<NumberHistory> => loader.load({ asked, now });
}

/** Finds a number by its last contact since then, and among the leads, with what is known of it. */
export async function readNumberHistory(
  db: Db,
  { phone, leadId, since }: Asked,
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
