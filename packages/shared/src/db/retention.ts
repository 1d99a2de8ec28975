import { z } from 'zod';
import { callFunction, type Db } from './client.ts';

export type Retention = ReturnType<typeof createRetention>;

/** What is forgotten row by row. */
export const FORGOTTEN = [
  'webhook_receipts',
  'call_events',
  'contact_decisions',
  'idempotency_keys',
  'transcripts',
] as const;
export type Forgotten = (typeof FORGOTTEN)[number];

const OldRecordings = z.array(
  z.object({ call_id: z.uuid(), provider: z.string(), recording_sid: z.string().nullable() }),
);

/** What is old enough to be forgotten, slice by slice. */
export function createRetention(db: Db) {
  return {
    /** Forgets up to `limit` rows older than `before`; how many it forgot. */
    async prune(kind: Forgotten, before: Date, limit: number): Promise<number> {
      const args = { p_kind: kind, p_before: before.toISOString(), p_limit: limit };
      return z
        .number()
        .int()
        .parse(await callFunction(db, 'prune_history', args));
    },

    /**
     * Calls that ended before then (null: none) or were with a deleted lead, and whose sound is still
     * there: with the provider, or at an address.
     */
    async oldRecordings(before: Date | null, limit: number) {
      const args = { p_before: before?.toISOString() ?? null, p_limit: limit };
      return OldRecordings.parse(await callFunction(db, 'old_recordings', args as never));
    },

    /** The sound of a call is gone. */
    async forgetRecording(callId: string, now: Date): Promise<boolean> {
      const args = { p_call_id: callId, p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'forget_recording', args));
    },
  };
}
