import { z } from 'zod';
import type { CeilingClaim } from '../../domain/policy/ceilings.ts';
import type { Dialable } from '../../domain/policy/judge-number.ts';
import type { Limit } from '../../domain/policy/limits.ts';
import { asJson, callFunction, type Db, dbError } from '../client.ts';
import { CallRow, LeadRow } from '../rows.ts';

/** Limits that only the claim checks: calls to one number ever; calls live at once. */
export type Caps = { total: number; max_live: number };

export type Claim = {
  /** Names this attempt: a claim repeated with it gets the same answer. */
  claim_id?: string;
  worker: string;
  /** The own number to call from. */
  from_number?: string;
  deadline_at: string;
  /** The claim is refused from this moment on: the contact window closes. */
  open_until: string;
  caps: Caps;
  /** Every cap of the policy; the claim checks them again. */
  limits: readonly Limit[];
  /** The verdict on exactly this number; without it there is no claim. */
  number: Dialable;
  /** What a minute of a call to there costs. */
  minute_usd?: number;
  evidence: Record<string, unknown>;
} & Partial<CeilingClaim>;

const Begun = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('go'),
    fence: z.number().int(),
    call: CallRow,
    lead: LeadRow.nullable(),
    /** The longest a conversation with the agent may last. */
    max_seconds: z.number().int(),
  }),
  z.object({ verdict: z.literal('skip'), status: z.string() }),
  z.object({ verdict: z.literal('wait'), until: z.string(), rule: z.string() }),
  z.object({ verdict: z.literal('full') }),
  z.object({ verdict: z.literal('denied'), rule: z.string() }),
]);
export type Begun = z.infer<typeof Begun>;

const Dialed = z.enum(['recorded', 'already', 'duplicate', 'late']);
const LookedUp = z.enum(['moved_on', 'adopted', 'presumed_not_placed', 'not_found_yet']);

/**
 * The protocol that keeps a phone from ringing twice: claim, dial, record, and reconcile where no
 * answer came.
 */
export function createDialCalls(db: Db) {
  return {
    /** Claims a call for dialing; of two workers that try, one gets `go`. */
    async begin(id: string, claim: Claim, now: Date): Promise<Begun> {
      return Begun.parse(
        await callFunction(db, 'begin_call', {
          p_id: id,
          p_claim: asJson(claim),
          p_now: now.toISOString(),
        }),
      );
    },

    /** After `duplicate` or `late` the caller must hang up the call that it has just placed. */
    async recordDialed(id: string, fence: number, callSid: string, now: Date) {
      return Dialed.parse(
        await callFunction(db, 'record_dialed', {
          p_id: id,
          p_fence: fence,
          p_call_sid: callSid,
          p_now: now.toISOString(),
        }),
      );
    },

    /** The carrier did not take the order: wait for another attempt, or give up. */
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

    /**
     * For a worker that could not learn whether its claim succeeded, and has not dialed: the call
     * is free again, and a claim with this id that is still on its way has no effect.
     */
    async giveUp(id: string, claimId: string, now: Date): Promise<boolean> {
      const args = { p_id: id, p_claim_id: claimId, p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'give_up_call_claim', args));
    },

    /** Calls with an unknown outcome, each leased to this checker for a minute. */
    async claimChecks(now: Date, limit: number): Promise<CallRow[]> {
      const args = { p_now: now.toISOString(), p_limit: limit };
      return z.array(CallRow).parse(await callFunction(db, 'claim_checks', args));
    },

    /** Ended calls whose price the carrier may know by now. */
    async claimPrices(now: Date, limit: number): Promise<CallRow[]> {
      const args = { p_now: now.toISOString(), p_limit: limit };
      return z.array(CallRow).parse(await callFunction(db, 'claim_call_prices', args));
    },

    /** The carrier's price of a call replaces the estimate. */
    async recordPrice(id: string, usd: number, now: Date): Promise<boolean> {
      const args = { p_id: id, p_usd: usd, p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'record_call_price', args));
    },

    /** Those of these sids that a row already names. */
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
      );
    },
  };
}
