import { z } from 'zod';
import { asJson, callFunction, type Db } from '../client.ts';
import type { Decision } from '../decisions.ts';
import { createHoldAndDeny } from '../hold-and-deny.ts';
import { CallRow, LeadRow } from '../rows.ts';

export type NewCall = {
  id: string;
  to: string;
  extension?: string;
  lead_id?: number;
  name?: string;
  country?: string;
  agent_id?: string;
  provider: string;
  voice: string;
  priority: 'low' | 'normal' | 'high';
  message?: string;
  run_at: string;
  campaign_id?: string;
  metadata: Record<string, unknown>;
  origin: string;
  idempotency_key_hash?: string;
  request_hash?: string;
  /** The API key that asks for it. */
  api_key_id?: string;
  decision: Decision;
  /** Decided without reading a lead: if there is one whose place says more, decide again. */
  as_unknown?: true;
};

const Scheduled = z.discriminatedUnion('result', [
  z.object({ result: z.literal('scheduled'), call: CallRow }),
  z.object({ result: z.literal('replayed'), call: CallRow }),
  /** Nothing is written: the lead's place says more than its number. */
  z.object({ result: z.literal('judge_anew'), lead: LeadRow }),
  /** An earlier order for the same number and time: both are this call. */
  z.object({ result: z.literal('merged'), call: CallRow }),
  z.object({
    result: z.enum(['key_reused', 'no_such_lead', 'no_such_agent', 'suppressed', 'own_number']),
  }),
]);

const Retried = z.object({
  result: z.enum(['planned', 'already', 'not_failed', 'inbound', 'closed', 'no_such_call']),
  call: CallRow.optional(),
});

const Woken = z.array(z.object({ id: z.uuid(), run_at: z.string() }));

/** A call before it is dialed: requested, put off, canceled. */
export function createPlanCalls(db: Db) {
  return {
    async schedule(call: NewCall, now: Date) {
      return Scheduled.parse(
        await callFunction(db, 'schedule_call', { p_call: asJson(call), p_now: now.toISOString() }),
      );
    },

    /**
     * A person lets a call that reached nobody be tried once more; a repeated request is the same
     * attempt.
     */
    async retry(id: string, retry: { id: string; api_key_id?: string }, now: Date) {
      const args = { p_id: id, p: asJson(retry), p_now: now.toISOString() };
      return Retried.parse(await callFunction(db, 'retry_call', args));
    },

    ...createHoldAndDeny(db, { hold: 'hold_call', deny: 'deny_call' }),

    /**
     * Calls of a lead that wait for its contact window, to be judged again: its place has changed.
     */
    async wakeHeld(leadId: number, now: Date) {
      const args = { p_lead_id: leadId, p_now: now.toISOString() };
      return Woken.parse(await callFunction(db, 'wake_held_calls', args));
    },
  };
}
