import { callFunction, type Db } from './client.ts';

export type OurNumbers = ReturnType<typeof createOurNumbers>;

export function createOurNumbers(db: Db) {
  return {
    /** Numbers that the settings name: none of them becomes a lead. Said again, nothing changes. */
    async know(numbers: readonly string[], now: Date): Promise<void> {
      const args = { p_numbers: [...numbers], p_now: now.toISOString() };
      await callFunction(db, 'know_our_numbers', args);
    },

    /** Who carries what names no carrier of its own, and whose voice holds such calls. */
    async carriedBy({ carrier, voice }: { carrier: string; voice: string }, now: Date) {
      const args = { p_provider: carrier, p_voice: voice, p_now: now.toISOString() };
      await callFunction(db, 'know_our_carrier', args);
    },
  };
}
