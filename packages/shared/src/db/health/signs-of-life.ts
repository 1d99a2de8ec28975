import { callFunction, type Db } from '../client.ts';

export type SignsOfLifeRows = ReturnType<typeof createSignsOfLifeRows>;

/**
 * Which processes are at work, as rows: whoever is about to ring somebody looks first whether the call
 * would be answered by anybody.
 */
export function createSignsOfLifeRows(db: Db) {
  return {
    /** `fault`: why it cannot do its work although it lives. */
    async note(service: string, instance: string, fault: string | null): Promise<void> {
      const args = { p_service: service, p_instance: instance, p_fault: fault as string };
      await callFunction(db, 'sign_of_life', args);
    },

    async signOff(service: string, instance: string): Promise<void> {
      await callFunction(db, 'sign_off', { p_service: service, p_instance: instance });
    },
  };
}
