import { callFunction, type Db } from './client.ts';

export type InboundDoor = ReturnType<typeof createInboundDoor>;

/** Whether an api takes in webhooks, told to those who must not contact anybody while none does. */
export function createInboundDoor(db: Db) {
  return {
    /** `opens`: this process has just begun; whatever came in before has to be read elsewhere. */
    async note(opens: boolean, now: Date): Promise<void> {
      await callFunction(db, 'note_door', { p_opens: opens, p_now: now.toISOString() });
    },

    async close(now: Date): Promise<void> {
      await callFunction(db, 'close_door', { p_now: now.toISOString() });
    },
  };
}
