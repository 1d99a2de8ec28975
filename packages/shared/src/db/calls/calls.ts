import { z } from 'zod';
import { AppError } from '../../runtime/errors.ts';
import { callFunction, type Db, dbError } from '../client.ts';
import { ContactHistory } from '../contact-history.ts';
import { CallRow, LeadRow } from '../rows.ts';
import { createDialCalls } from './dial-calls.ts';
import { createEndCalls } from './end-calls.ts';
import { createPlanCalls } from './plan-calls.ts';

export type Calls = ReturnType<typeof createCalls>;

const CallCase = ContactHistory.extend({
  call: CallRow,
  lead: LeadRow.nullable(),
  /** The campaign's purpose, if the call is a campaign's. */
  purpose: z.string().nullable(),
  switched_off: z.boolean(),
  /** Why calls cannot be answered now; null: they can. */
  voice_fault: z.string().nullable(),
});
export type CallCase = z.infer<typeof CallCase>;

/** Calls, from the request to the end. */
export function createCalls(db: Db) {
  return {
    async get(id: string): Promise<CallRow> {
      const { data, error, status } = await db.from('calls').select().eq('id', id).maybeSingle();
      if (error) throw dbError('calls.get', error, status);
      if (!data) throw noSuchCall(id);
      return CallRow.parse(data);
    },

    /** The call and its lead, in one round trip. */
    async getWithLead(id: string): Promise<{ call: CallRow; lead: LeadRow | null }> {
      const { data, error, status } = await db
        .from('calls')
        .select('*, lead:leads!calls_lead_id_fkey(*)')
        .eq('id', id)
        .maybeSingle();
      if (error) throw dbError('calls.getWithLead', error, status);
      if (!data) throw noSuchCall(id);
      const { lead, ...call } = data as { lead: unknown };
      return { call: CallRow.parse(call), lead: LeadRow.nullable().parse(lead) };
    },

    /**
     * The call and everything that a decision about it needs, in one round trip. A process without
     * a heartbeat within `signsWithinMs` counts as unavailable.
     */
    async getCase(id: string, signsWithinMs: number, now: Date): Promise<CallCase> {
      const args = {
        p_id: id,
        p_signs_within: `${signsWithinMs / 1_000} seconds`,
        p_now: now.toISOString(),
      };
      const found = CallCase.nullable().parse(await callFunction(db, 'call_case', args));
      if (!found) throw noSuchCall(id);
      return found;
    },

    ...createPlanCalls(db),
    ...createDialCalls(db),
    ...createEndCalls(db),
  };
}

function noSuchCall(callId: string): AppError {
  return new AppError('not_found', 'There is no such call.', { facts: { callId } });
}
