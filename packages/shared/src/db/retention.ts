import { z } from 'zod';
import { callFunction, type Db } from './client.ts';

export type Retention = ReturnType<typeof createRetention>;

/** What is deleted row by row. */
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

/** Deletes what is past its retention, slice by slice. */
export function createRetention(db: Db) {
  return {
    /** Deletes up to `limit` rows older than `before`; returns how many. */
    async prune(kind: Forgotten, before: Date, limit: number): Promise<number> {
      const args = { p_kind: kind, p_before: before.toISOString(), p_limit: limit };
      return z
        .number()
        .int()
        .parse(await callFunction(db, 'prune_history', args));
    },

    /**
     * Calls that ended before then (null: none) or belonged to a deleted lead, and whose recording
     * still exists: with the provider, or at an address.
     */
    async oldRecordings(before: Date | null, limit: number) {
      const args = { p_before: before?.toISOString() ?? null, p_limit: limit };
      return OldRecordings.parse(await callFunction(db, 'old_recordings', args as never));
    },

    /** The recording of a call is gone. */
    async forgetRecording(callId: string, now: Date): Promise<boolean> {
      const args = { p_call_id: callId, p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'forget_recording', args));
    },
  };
}
