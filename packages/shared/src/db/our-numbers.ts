import { callFunction, type Db } from './client.ts';

export type OurNumbers = ReturnType<typeof createOurNumbers>;

export function createOurNumbers(db: Db) {
  return {
    /** Numbers that the settings name: none of them becomes a lead. Said again, nothing changes. */
    async know(numbers: readonly string[], now: Date): Promise<void> {
      const args = { p_numbers: [...numbers], p_now: now.toISOString() };
      await callFunction(db, 'know_our_numbers', args);
    },
  };
}
