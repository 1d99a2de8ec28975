import { z } from 'zod';
import type { CeilingClaim } from '../../domain/policy/ceilings.ts';
import type { Dialable } from '../../domain/policy/judge-number.ts';
import type { Limit } from '../../domain/policy/limits.ts';
import { asJson, callFunction, type Db, dbError } from '../client.ts';
import { CallRow, LeadRow } from '../rows.ts';

/** Limits judged at the claim alone: calls to one number ever; calls live at once. */
export type Caps = { total: number; max_live: number };

export type Claim = {
  /** Of this attempt: asked again with it, the claim is answered as before. */
  claim_id?: string;
  worker: string;
  /** Which number of ours rings. */
  from_number?: string;
  deadline_at: string;
  /** The claim is refused from this moment on: the calling window closes. */
  open_until: string;
  caps: Caps;
  /** Every cap that the policy knows, to be judged once more. */
  limits: readonly Limit[];
  /** Without a verdict on the number, and on no other, there is no claim. */
  number: Dialable;
  /** What a minute costs there. */
  minute_usd?: number;
  evidence: Record<string, unknown>;
} & Partial<CeilingClaim>;

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

const Dialed = z.enum(['recorded', 'already', 'duplicate', 'late']);
const LookedUp = z.enum(['moved_on', 'adopted', 'presumed_not_placed', 'not_found_yet']);

/** The protocol by which nobody rings twice: claim, dial, record, and ask where no answer came. */
export function createDialCalls(db: Db) {
  return {
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
      );
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

    /**
     * For who could not learn whether it had claimed the call, and has not dialed: the call is free
     * again, and a claim with this id that is still on its way claims nothing.
     */
    async giveUp(id: string, claimId: string, now: Date): Promise<boolean> {
      const args = { p_id: id, p_claim_id: claimId, p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'give_up_call_claim', args));
    },

    /** Calls of which only the carrier knows the truth, each leased to this checker for a minute. */
    async claimChecks(now: Date, limit: number): Promise<CallRow[]> {
      const args = { p_now: now.toISOString(), p_limit: limit };
      return z.array(CallRow).parse(await callFunction(db, 'claim_checks', args));
    },

    /** Ended calls whose price the carrier may know by now. */
    async claimPrices(now: Date, limit: number): Promise<CallRow[]> {
      const args = { p_now: now.toISOString(), p_limit: limit };
      return z.array(CallRow).parse(await callFunction(db, 'claim_call_prices', args));
    },

    /** What the carrier asks for a call takes the place of what we reckoned with. */
    async recordPrice(id: string, usd: number, now: Date): Promise<boolean> {
      const args = { p_id: id, p_usd: usd, p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'record_call_price', args));
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
      );
    },
  };
}
