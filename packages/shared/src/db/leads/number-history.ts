import DataLoader from 'dataloader';
import { z } from 'zod';
import { OUTCOMES } from '../../domain/outcome.ts';
import { asJson, callFunction, type Db } from '../client.ts';
import { LeadRow } from '../rows.ts';

const History = z.object({
  /** No lead at all: one of our own numbers. */
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

type Asked = { phone: string; leadId: number | null; since: Date };

/** So long a reading waits for others to go with it. */
const GATHER_MS = 3;
const MOST_AT_ONCE = 50;

/** Whatever is asked at about the same time is one reading. */
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

/** Who a number is by its last contact since then, and by the leads, with what is known of it. */
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
