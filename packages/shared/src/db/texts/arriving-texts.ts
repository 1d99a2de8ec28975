import { z } from 'zod';
import { asJson, callFunction, type Db } from '../client.ts';
import { Arrived, type InboundText } from './inbound-texts.ts';

export type ArrivingTexts = ReturnType<typeof createArrivingTexts>;

/** A text with the moment of its arrival: a place among those that wait. */
export type ArrivingText = InboundText & { arrived_at: string };

const TakenIn = z.discriminatedUnion('result', [
  Arrived.extend({ message_id: z.uuid(), result: z.literal('recorded') }),
  Arrived.extend({ message_id: z.uuid(), result: z.literal('repeated') }),
  /** `refused`: it fits no better next time. `failed`: it stays where it is, and may be asked for again. */
  z.object({
    message_id: z.uuid(),
    result: z.enum(['refused', 'failed']),
    sqlstate: z.string(),
  }),
  z.object({ message_id: z.uuid(), result: z.literal('gone') }),
  /** One of our own numbers wrote to us: it is dropped, and hinders no other. */
  z.object({ message_id: z.uuid(), result: z.literal('own_number') }),
]);
export type TakenIn = z.infer<typeof TakenIn>;

/** Texts that have reached us, until each has its place in its conversation. */
export function createArrivingTexts(db: Db) {
  return {
    /** From now on nobody who takes in a later text of these numbers passes them by. */
    async store(texts: readonly ArrivingText[], now: Date): Promise<void> {
      await callFunction(db, 'store_arrivals', {
        p_texts: asJson(texts),
        p_now: now.toISOString(),
      });
    },

    /** Takes in these and whatever arrived before them; an answer for each, and for those others. */
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

    /** What a process left behind that died between the two. */
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
