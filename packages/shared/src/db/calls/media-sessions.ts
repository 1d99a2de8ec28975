import { z } from 'zod';
import type { TransferResult } from '../../domain/calls/transfer.ts';
import { OUTCOMES } from '../../domain/outcome.ts';
import { asJson, callFunction, type Db, dbError } from '../client.ts';
import { AgentRow, CallRow, LeadRow } from '../rows.ts';
import type { HeardReport } from './heard-report.ts';
import { type NewTurn, SavedTurns } from './transcripts.ts';

export type MediaSessions = ReturnType<typeof createMediaSessions>;

const Gate = z.object({
  verdict: z.enum([
    'stream',
    'over',
    'hangup',
    'apology',
    'transfer',
    'duplicate',
    'no_media',
    'stranger',
  ]),
  call_id: z.uuid().optional(),
  /** Streams in a row that were offered before this one and never opened. */
  tries: z.number().int().optional(),
  /** The language of spoken lines. */
  language: z.string().nullish(),
  transfer_number: z.string().optional(),
});
export type Gate = z.infer<typeof Gate>;

/** Everything a conversation starts from. */
const Opened = z.object({
  call: CallRow,
  lead: LeadRow.nullable(),
  agent: AgentRow.nullable(),
  turns: z.array(
    z.object({
      seq: z.number().int(),
      role: z.enum(['user', 'assistant', 'system']),
      content: z.string(),
    }),
  ),
  history: z.array(
    z.object({
      at: z.string(),
      channel: z.string(),
      outcome: z.enum(OUTCOMES).nullable(),
      summary: z.string().nullable(),
    }),
  ),
  /** The newest texts with the lead, oldest first. */
  texts: z.array(z.object({ at: z.string(), author: z.string(), body: z.string() })),
  appointments: z.array(z.object({ starts_at: z.string() })),
});
export type OpenedSession = z.infer<typeof Opened>;

export function createMediaSessions(db: Db) {
  return {
    /** The gate before any audio: whether this call may get a stream, and with which token. */
    async gate(
      input: { callId: string | null; callSid: string; tokenHash: string; expiresAt: Date },
      now: Date,
    ): Promise<Gate> {
      return Gate.parse(
        await callFunction(db, 'open_voice', {
          p_call_id: input.callId as string,
          p_call_sid: input.callSid,
          p_token_hash: input.tokenHash,
          p_token_expires_at: input.expiresAt.toISOString(),
          p_now: now.toISOString(),
        }),
      );
    },

    /** Spends the token. Null: it is not valid, or not any more. */
    async open(callSid: string, tokenHash: string, now: Date): Promise<OpenedSession | null> {
      const args = { p_call_sid: callSid, p_token_hash: tokenHash, p_now: now.toISOString() };
      return Opened.nullable().parse(await callFunction(db, 'open_media_session', args));
    },

    /**
     * Records the end of a stream in one transaction: its last words, what was heard on it, and
     * that it is closed.
     */
    async end(callSid: string, turns: NewTurn[], heard: HeardReport, now: Date) {
      return SavedTurns.parse(
        await callFunction(db, 'end_media_session', {
          p_call_sid: callSid,
          p_turns: asJson(turns),
          p_heard: asJson(heard),
          p_now: now.toISOString(),
        }),
      );
    },

    /** If the carrier does not soon report how the call ended, it is asked. */
    async closed(callSid: string, now: Date): Promise<void> {
      await callFunction(db, 'stream_closed', { p_call_sid: callSid, p_now: now.toISOString() });
    },

    /** A repeat adds nothing. */
    async reportHeard(callSid: string, heard: HeardReport, now: Date): Promise<void> {
      const args = { p_call_sid: callSid, p_heard: asJson(heard), p_now: now.toISOString() };
      await callFunction(db, 'tell_heard', args);
    },

    /** That a tool was used; a repeat adds nothing. */
    async noteTool(
      callId: string,
      { name, at, tookMs, isDone }: { name: string; at: Date; tookMs: number; isDone: boolean },
    ): Promise<void> {
      const { error, status } = await db
        .from('call_tools')
        .upsert(
          { call_id: callId, name, began_at: at.toISOString(), took_ms: tookMs, is_done: isDone },
          { onConflict: 'call_id,began_at,name', ignoreDuplicates: true },
        );
      if (error) throw dbError('mediaSessions.noteTool', error, status);
    },

    /** The result of a transfer to a person; false: the call is not ours. */
    async transferEnded(callSid: string, result: TransferResult, facts: object, now: Date) {
      return z.boolean().parse(
        await callFunction(db, 'transfer_ended', {
          p_call_sid: callSid,
          p_result: result,
          p_payload: asJson(facts),
          p_now: now.toISOString(),
        }),
      );
    },

    /** How the call is to end; false if it has ended already. */
    async wrapUp(callId: string, kind: 'hangup' | 'human' | 'apology', reason: string, now: Date) {
      return z.boolean().parse(
        await callFunction(db, 'wrap_up_call', {
          p_call_id: callId,
          p_kind: kind,
          p_reason: reason,
          p_now: now.toISOString(),
        }),
      );
    },

    /** The lead asks for a person and the call cannot be transferred: notifies the subscribers. */
    async askForPerson(callId: string, reason: string, now: Date): Promise<boolean> {
      const args = { p_call_id: callId, p_reason: reason, p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'ask_for_person', args));
    },

    async bookAppointment(
      callId: string,
      startsAt: Date,
      words: string,
      now: Date,
    ): Promise<string> {
      return z.uuid().parse(
        await callFunction(db, 'book_appointment', {
          p_call_id: callId,
          p_starts_at: startsAt.toISOString(),
          p_words: words,
          p_now: now.toISOString(),
        }),
      );
    },
  };
}
