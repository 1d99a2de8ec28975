import { callFunction, type Db } from '../client.ts';

export type InboundDoor = ReturnType<typeof createInboundDoor>;

/**
 * That an api is at work and takes in webhooks, told to those who must not contact anybody while none
 * does. `instance` names the process.
 */
export function createInboundDoor(db: Db, instance: string) {
  return {
    /** `opens`: this process has just begun; whatever came in before has to be read elsewhere. */
    async note(opens: boolean, now: Date): Promise<void> {
      const args = { p_instance: instance, p_opens: opens, p_now: now.toISOString() };
      await callFunction(db, 'api_beat', args);
    },

    async close(now: Date): Promise<void> {
      await callFunction(db, 'api_leaves', { p_instance: instance, p_now: now.toISOString() });
    },
  };
}
