import { callFunction, type Db } from '../client.ts';

export type InboundHeartbeat = ReturnType<typeof createInboundHeartbeat>;

/**
 * The heartbeat of the api that takes in webhooks, for the processes that must not contact leads
 * while none does. `instance` names the process.
 */
export function createInboundHeartbeat(db: Db, instance: string) {
  return {
    /**
     * `opens`: this process has just started; texts that came in before have to be read from the
     * carrier's list.
     */
    async note(opens: boolean, now: Date): Promise<void> {
      const args = { p_instance: instance, p_opens: opens, p_now: now.toISOString() };
      await callFunction(db, 'api_beat', args);
    },

    async close(now: Date): Promise<void> {
      await callFunction(db, 'api_leaves', { p_instance: instance, p_now: now.toISOString() });
    },
  };
}
