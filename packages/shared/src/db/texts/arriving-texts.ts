import { z } from 'zod';
import { asJson, callFunction, type Db } from '../client.ts';
import { Arrived, type InboundText } from './inbound-texts.ts';

export type ArrivingTexts = ReturnType<typeof createArrivingTexts>;

/** A text with its time of arrival, which is its place in the queue. */
export type ArrivingText = InboundText & { arrived_at: string };

const TakenIn = z.discriminatedUnion('result', [
  Arrived.extend({ message_id: z.uuid(), result: z.literal('recorded') }),
  Arrived.extend({ message_id: z.uuid(), result: z.literal('repeated') }),
  /**
   * `refused`: it will not fit next time either. `failed`: it stays where it is, and may be
   * retried.
   */
  z.object({
    message_id: z.uuid(),
    result: z.enum(['refused', 'failed']),
    sqlstate: z.string(),
  }),
  z.object({ message_id: z.uuid(), result: z.literal('gone') }),
  /** It came from an own number: it is dropped and delays no other. */
  z.object({ message_id: z.uuid(), result: z.literal('own_number') }),
]);
export type TakenIn = z.infer<typeof TakenIn>;

/** Texts that have reached us, until each has its place in its conversation. */
export function createArrivingTexts(db: Db) {
  return {
    /** From now on a later text of these numbers does not overtake them. */
    async store(texts: readonly ArrivingText[], now: Date): Promise<void> {
      await callFunction(db, 'store_arrivals', {
        p_texts: asJson(texts),
        p_now: now.toISOString(),
      });
    },

    /** Stores these and everything that arrived before them; returns an answer for each of them. */
    async takeIn(texts: readonly ArrivingText[], now: Date): Promise<TakenIn[]> {
      const wanted = texts.map(({ message_id, provider_sid, from, arrived_at }) => ({
        message_id,
        provider_sid,
        from,
        arrived_at,
      }));
      const args = { p_wanted: asJson(wanted), p_now: now.toISOString() };
      return z.array(TakenIn).parse(await callFunction(db, 'take_in_arrivals', args));
    },

    /** What a process that died between the two steps left behind. */
    async takeInLeft(olderMs: number, now: Date, limit: number): Promise<TakenIn[]> {
      return z.array(TakenIn).parse(
        await callFunction(db, 'take_in_left_arrivals', {
          p_older: `${olderMs / 1000} seconds`,
          p_now: now.toISOString(),
          p_limit: limit,
        }),
      );
    },
  };
}
