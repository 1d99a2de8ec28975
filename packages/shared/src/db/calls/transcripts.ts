import { z } from 'zod';
import { asJson, callFunction, type Db, dbError } from '../client.ts';
import { TurnRow } from '../rows.ts';
import type { HeardReport } from './heard-report.ts';

export type Transcripts = ReturnType<typeof createTranscripts>;

/** One turn as it is written: `content` is what the other end heard. */
export type NewTurn = {
  seq: number;
  role: 'user' | 'assistant' | 'system';
  content: string;
  /** False when the turn was cut off before its end. */
  heard: boolean;
  /** Everything that was generated, when less of it was heard. */
  generated?: string;
  /** How long the lead waited for this answer, in milliseconds. */
  reply_ms?: number;
  at: string;
};

export const SavedTurns = z.object({
  saved: z.number().int(),
  lead_id: z.number().int().nullable(),
  linked_by: z.enum(['call_sid', 'phone']).nullable(),
  /** The lead's link stays with the call that it names, which is still live. */
  link_skipped: z.literal(true).optional(),
});
export type SavedTurns = z.infer<typeof SavedTurns>;

export function createTranscripts(db: Db) {
  return {
    /**
     * Writing a turn again corrects it. `linked_by: null` means that no lead was found: warn.
     * `heard`: what was heard by then.
     */
    async save(callSid: string, turns: NewTurn[], now: Date, heard?: HeardReport) {
      return SavedTurns.parse(
        await callFunction(db, 'save_transcripts', {
          p_call_sid: callSid,
          p_turns: asJson(turns),
          p_now: now.toISOString(),
          ...(heard && { p_heard: asJson(heard) }),
        }),
      );
    },

    /** In the order in which the words were spoken. */
    async list(callSid: string): Promise<TurnRow[]> {
      const { data, error, status } = await db
        .from('conversation_transcripts')
        .select()
        .eq('call_sid', callSid)
        .order('seq');
      if (error) throw dbError('transcripts.list', error, status);
      return z.array(TurnRow).parse(data);
    },
  };
}
