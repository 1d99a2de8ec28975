import { z } from 'zod';
import { type CallStatus, predecessorsOf } from '../../domain/calls/call.ts';
import { AppError } from '../../runtime/errors.ts';
import { asJson, callForRow, callFunction, type Db } from '../client.ts';
import { CallRow } from '../rows.ts';
import { HeardFacts } from './call-sound.ts';

const CallToSettle = z.object({ call: CallRow, heard: HeardFacts });
export type CallToSettle = z.infer<typeof CallToSettle>;

const Settled = z.object({
  result: z.enum(['settled', 'already', 'not_ended', 'changed']),
  redial_id: z.uuid().nullish(),
  has_words: z.boolean().default(false),
});

/** One piece of news about a call, in our words. Any order, any number of times. */
export type CallEvent = {
  provider: string;
  kind: 'status' | 'amd' | 'cleanup' | 'check';
  call_id?: string;
  call_sid: string;
  from?: string;
  to?: string;
  status?: CallStatus;
  provider_status: string;
  sequence?: number;
  duration_seconds?: number;
  answered_by?: string;
  end_reason?: string;
  payload?: Record<string, unknown>;
};

const Recorded = z.object({
  result: z.enum(['recorded', 'repeated', 'stranger', 'conflict']),
  call_id: z.uuid().nullish(),
  moved: z.boolean(),
  ended: z.boolean(),
  /** The gateway has still to tell how its stream ended. */
  stream_open: z.boolean().optional(),
});
export type Recorded = z.infer<typeof Recorded>;

const LostWork = z.object({
  due: z.array(
    z.object({
      id: z.uuid(),
      fence: z.number().int(),
      priority: z.enum(['low', 'normal', 'high']),
      run_at: z.string(),
    }),
  ),
  unsettled: z.array(z.uuid()),
  unanalysed: z.array(z.uuid()),
});
export type LostWork = z.infer<typeof LostWork>;

/** What became of a call: as the carrier tells it, what follows from that, and what was forgotten. */
export function createEndCalls(db: Db) {
  return {
    async recordEvent(event: CallEvent, now: Date): Promise<Recorded> {
      const entersFrom = event.status ? predecessorsOf(event.status) : [];
      return Recorded.parse(
        await callForRow(db, 'record_call_event', {
          p_event: asJson({ ...event, enters_from: entersFrom }),
          p_now: now.toISOString(),
        }),
      );
    },

    /** A call and what is known by now of the sound on it, in one round trip. */
    async toSettle(id: string): Promise<CallToSettle> {
      const args = { p_id: id };
      const found = CallToSettle.nullable().parse(await callFunction(db, 'call_to_settle', args));
      if (found) return found;
      throw new AppError('not_found', 'There is no such call.', { facts: { callId: id } });
    },

    async settle(
      id: string,
      next: {
        redial: { id: string; run_at: string } | null;
        reason: string;
        stop_reason?: string;
        /** Null where nobody picked up. */
        reached?: boolean | null;
        silence_reason?: string;
        /** What was known of the sound: with more known by now, nothing is written. */
        judged_on?: HeardFacts;
        /** What the call says about our voice, and when that makes dialing rest. */
        voice?: { heard: boolean; rests_after: number; pause_seconds: number };
        /** What a person is told who has to look, if nothing else follows. */
        person?: string;
      },
      now: Date,
    ) {
      return Settled.parse(
        await callForRow(db, 'settle_call', {
          p_id: id,
          p_next: asJson(next),
          p_now: now.toISOString(),
        }),
      );
    },

    /** Rows that should have a job; `due` looks `aheadMs` into the future. */
    async lostWork(aheadMs: number, now: Date, limit: number): Promise<LostWork> {
      return LostWork.parse(
        await callFunction(db, 'lost_work', {
          p_ahead: `${aheadMs / 1000} seconds`,
          p_now: now.toISOString(),
          p_limit: limit,
        }),
      );
    },

    async stale(before: Date, limit: number): Promise<CallRow[]> {
      const args = { p_before: before.toISOString(), p_limit: limit };
      return z.array(CallRow).parse(await callFunction(db, 'stale_calls', args));
    },

    /** False if the call moved meanwhile. */
    async close(id: string, status: 'failed' | 'completed', reason: string, now: Date) {
      return z.boolean().parse(
        await callFunction(db, 'close_call', {
          p_id: id,
          p_status: status,
          p_reason: reason,
          p_now: now.toISOString(),
        }),
      );
    },
  };
}
