import type { Caps, Claim } from '@ringback/shared/db/calls/dial-calls.ts';
import { type CallPolicyInput, callLimits } from '@ringback/shared/domain/calls/call-policy.ts';
import { type Ceilings, ceilingsOn } from '@ringback/shared/domain/policy/ceilings.ts';
import { dialable } from '@ringback/shared/domain/policy/judge-number.ts';
import { priceOf } from '@ringback/shared/domain/prices/contact-prices.ts';

type Attempt = {
  claimId: string;
  worker: string;
  /** Which number of ours rings. */
  from: string;
  /** The latest moment at which the order may leave us. */
  deadline: Date;
  caps: Caps;
  ceilings: Ceilings;
};

type Allowed = { until: Date; evidence: Record<string, unknown> };

/** What the claim of a call is judged by, in the statement that commits it. */
export function callClaim(input: CallPolicyInput, allowed: Allowed, attempt: Attempt): Claim {
  const { phone, numbers } = input;
  return {
    claim_id: attempt.claimId,
    worker: attempt.worker,
    from_number: attempt.from,
    deadline_at: attempt.deadline.toISOString(),
    open_until: allowed.until.toISOString(),
    caps: attempt.caps,
    limits: callLimits(input),
    number: dialable(phone, numbers),
    ...ceilingsOn(phone, attempt.ceilings),
    minute_usd: priceOf(phone).callMinuteUsd,
    evidence: allowed.evidence,
  };
}
