import { callFunction, type Db } from '../client.ts';

export type HeartbeatRows = ReturnType<typeof createHeartbeatRows>;

/**
 * Heartbeats of processes, as rows: before a call is dialed, the worker checks that it would be
 * answered.
 */
export function createHeartbeatRows(db: Db) {
  return {
    /** `fault`: why it cannot do its work although it runs. */
    async note(service: string, instance: string, fault: string | null): Promise<void> {
      const args = { p_service: service, p_instance: instance, p_fault: fault as string };
      await callFunction(db, 'sign_of_life', args);
    },

    async signOff(service: string, instance: string): Promise<void> {
      await callFunction(db, 'sign_off', { p_service: service, p_instance: instance });
    },
  };
}
