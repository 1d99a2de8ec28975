import { z } from 'zod';
import { type CallStatus, predecessorsOf } from '../domain/call.ts';
import { AppError } from '../runtime/errors.ts';
import { asJson, callFunction, type Db, dbError } from './client.ts';
import { ContactHistory } from './contact-history.ts';
import { CallRow, LeadRow } from './rows.ts';

export type Calls = ReturnType<typeof createCalls>;

/** Why a call is made, held or refused. Stored for every one of them. */
export type Decision = {
  verdict: 'allow' | 'hold' | 'deny';
  rule: string;
  reason: string;
  hold_until?: string;
  evidence?: Record<string, unknown>;
};

export type NewCall = {
  id: string;
  to: string;
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
  decision: Decision;
};

const Scheduled = z.discriminatedUnion('result', [
  z.object({ result: z.literal('scheduled'), call: CallRow }),
  z.object({ result: z.literal('replayed'), call: CallRow }),
  z.object({ result: z.enum(['key_reused', 'no_such_lead', 'no_such_agent', 'suppressed']) }),
]);

/** Limits judged at the claim: calls to one number in 24 h and ever; calls live at once. */
export type Caps = { per_day: number; total: number; max_live: number };

export type Claim = {
  worker: string;
  deadline_at: string;
  /** The claim is refused from this moment on: the calling window closes. */
  open_until: string;
  caps: Caps;
  evidence: Record<string, unknown>;
};

const Begun = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('go'),
    fence: z.number().int(),
    call: CallRow,
    lead: LeadRow.nullable(),
    /** The longest the agent's conversations may last. */
    max_seconds: z.number().int(),
  }),
  z.object({ verdict: z.literal('skip'), status: z.string() }),
  z.object({ verdict: z.literal('wait'), until: z.string(), rule: z.string() }),
  z.object({ verdict: z.literal('full') }),
  z.object({ verdict: z.literal('denied'), rule: z.string() }),
]);
export type Begun = z.infer<typeof Begun>;

const Dialed = z.object({ result: z.enum(['recorded', 'already', 'duplicate', 'late']) });
const LookedUp = z.object({
  result: z.enum(['moved_on', 'adopted', 'presumed_not_placed', 'not_found_yet']),
});
const Settled = z.object({
  result: z.enum(['settled', 'already', 'not_ended']),
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

const Woken = z.array(z.object({ id: z.uuid(), run_at: z.string() }));

const CallCase = ContactHistory.extend({
  call: CallRow,
  lead: LeadRow.nullable(),
  /** What the campaign is for, if the call is a campaign's. */
  purpose: z.string().nullable(),
  switched_off: z.boolean(),
});
export type CallCase = z.infer<typeof CallCase>;

export function createCalls(db: Db) {
  return {
    async get(id: string): Promise<CallRow> {
      const { data, error, status } = await db.from('calls').select().eq('id', id).maybeSingle();
      if (error) throw dbError('calls.get', error, status);
      if (!data)
        throw new AppError('not_found', 'There is no such call.', { facts: { callId: id } });
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
      if (!data) {
        throw new AppError('not_found', 'There is no such call.', { facts: { callId: id } });
      }
      const { lead, ...call } = data as { lead: unknown };
      return { call: CallRow.parse(call), lead: LeadRow.nullable().parse(lead) };
    },

    /** The call and everything a decision about it needs, in one round trip. */
    async getCase(id: string, now: Date): Promise<CallCase> {
      const args = { p_id: id, p_now: now.toISOString() };
      const found = CallCase.nullable().parse(await callFunction(db, 'call_case', args));
      if (!found) {
        throw new AppError('not_found', 'There is no such call.', { facts: { callId: id } });
      }
      return found;
    },

    async schedule(call: NewCall, now: Date) {
      return Scheduled.parse(
        await callFunction(db, 'schedule_call', { p_call: asJson(call), p_now: now.toISOString() }),
      );
    },

    async hold(
      id: string,
      until: Date,
      why: Pick<Decision, 'rule' | 'reason' | 'evidence'>,
      now: Date,
    ) {
      return z.boolean().parse(
        await callFunction(db, 'hold_call', {
          p_id: id,
          p_until: until.toISOString(),
          p_rule: why.rule,
          p_reason: why.reason,
          p_evidence: asJson(why.evidence ?? {}),
          p_now: now.toISOString(),
        }),
      );
    },

    async deny(id: string, why: Pick<Decision, 'rule' | 'reason' | 'evidence'>, now: Date) {
      return z.boolean().parse(
        await callFunction(db, 'deny_call', {
          p_id: id,
          p_rule: why.rule,
          p_reason: why.reason,
          p_evidence: asJson(why.evidence ?? {}),
          p_now: now.toISOString(),
        }),
      );
    },

    /** Claims a call for dialing; of two workers that get this far, one is told to go. */
    async begin(id: string, claim: Claim, now: Date): Promise<Begun> {
      return Begun.parse(
        await callFunction(db, 'begin_call', {
          p_id: id,
          p_claim: asJson(claim),
          p_now: now.toISOString(),
        }),
      );
    },

    /** After `duplicate` or `late` the caller must hang up what it has just placed. */
    async recordDialed(id: string, fence: number, callSid: string, now: Date) {
      return Dialed.parse(
        await callFunction(db, 'record_dialed', {
          p_id: id,
          p_fence: fence,
          p_call_sid: callSid,
          p_now: now.toISOString(),
        }),
      ).result;
    },

    /** The carrier did not take the order: wait for another try, or give up. */
    async release(
      id: string,
      fence: number,
      to: { status: 'scheduled'; runAt: Date } | { status: 'failed' },
      reason: string,
      now: Date,
    ) {
      return z.boolean().parse(
        await callFunction(db, 'release_call', {
          p_id: id,
          p_fence: fence,
          p_status: to.status,
          p_run_at: (to.status === 'scheduled' ? to.runAt.toISOString() : null) as string,
          p_reason: reason,
          p_now: now.toISOString(),
        }),
      );
    },

    /** Calls of which only the carrier knows the truth, each leased to this checker for a minute. */
    async claimChecks(now: Date, limit: number): Promise<CallRow[]> {
      const args = { p_now: now.toISOString(), p_limit: limit };
      return z.array(CallRow).parse(await callFunction(db, 'claim_checks', args));
    },

    /** Those of these sids that some row of ours already names. */
    async knownSids(callSids: string[]): Promise<Set<string>> {
      if (callSids.length === 0) return new Set();
      const { data, error, status } = await db
        .from('calls')
        .select('call_sid')
        .in('call_sid', callSids);
      if (error) throw dbError('calls.knownSids', error, status);
      return new Set(data.flatMap((row) => row.call_sid ?? []));
    },

    async recordLookup(id: string, fence: number, callSid: string | null, now: Date) {
      return LookedUp.parse(
        await callFunction(db, 'record_lookup', {
          p_id: id,
          p_fence: fence,
          p_call_sid: callSid as string,
          p_now: now.toISOString(),
        }),
      ).result;
    },

    async recordEvent(event: CallEvent, now: Date): Promise<Recorded> {
      const entersFrom = event.status ? predecessorsOf(event.status) : [];
      return Recorded.parse(
        await callFunction(db, 'record_call_event', {
          p_event: asJson({ ...event, enters_from: entersFrom }),
          p_now: now.toISOString(),
        }),
      );
    },

    async settle(
      id: string,
      next: {
        redial: { id: string; run_at: string } | null;
        /** The redial is only for a call in which nothing was said. */
        unless_words?: boolean;
        reason: string;
        stop_reason?: string;
      },
      now: Date,
    ) {
      return Settled.parse(
        await callFunction(db, 'settle_call', {
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

    /** Calls of a lead that wait for its calling hours, to be judged again: its place has changed. */
    async wakeHeld(leadId: number, now: Date) {
      const args = { p_lead_id: leadId, p_now: now.toISOString() };
      return Woken.parse(await callFunction(db, 'wake_held_calls', args));
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
