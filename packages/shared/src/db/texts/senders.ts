import { z } from 'zod';
import * as live from '../../events/text-rows.ts';
import type { Actor } from '../access/activity.ts';
import { asJson, callFunction, type Db } from '../client.ts';

/** Who texts are sent from, as the API shows it. */
export const SenderRow = live.SenderRow.extend({
  usual_per_second: z.coerce.number(),
  waiting: z.number().int(),
  free_at: z.string().nullable(),
});
export type SenderRow = z.infer<typeof SenderRow>;

export type Senders = ReturnType<typeof createSenders>;

export function createSenders(db: Db) {
  return {
    /** All of them, with the length of their queues. */
    async list(now: Date): Promise<SenderRow[]> {
      const args = { p_now: now.toISOString() };
      return z.array(SenderRow).parse(await callFunction(db, 'list_senders', args));
    },

    /** Null: the usual pace for its kind. False: the sender is unknown. */
    async setPace(sender: string, perSecond: number | null, now: Date): Promise<boolean> {
      const args = {
        p_sender: sender,
        p_per_second: perSecond as number,
        p_now: now.toISOString(),
      };
      return z.boolean().parse(await callFunction(db, 'set_sender_pace', args));
    },

    /** Ends its pause. False: the sender is unknown. */
    async wake(sender: string, now: Date, by?: Actor): Promise<boolean> {
      const args = {
        ...{ p_sender: sender, p_now: now.toISOString() },
        ...(by && { p_actor: asJson(by) }),
      };
      return z.boolean().parse(await callFunction(db, 'wake_sender', args));
    },
  };
}
