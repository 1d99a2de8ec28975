import type { Consent, ContactCaps, Suppression, Touch } from '../policy/contact-input.ts';
import { type ContactVerdict, decideContact } from '../policy/decide-contact.ts';
import type { NumberRules } from '../policy/judge-number.ts';
import { type Limit, limitsOn } from '../policy/limits.ts';
import type { Purpose } from '../policy/purpose.ts';
import type { OperatorHours } from '../quiet-hours/day-hours.ts';
import type { LeadWhereabouts } from '../zones/zones-of.ts';

export type CallPolicyInput = {
  lead: LeadWhereabouts;
  /** The number to be dialed, E.164. */
  phone: string;
  at: Date;
  operator: OperatorHours | null;
  /** `campaign`: planned by a campaign, which needs the consent that the law requires. */
  kind: 'single' | 'campaign';
  purpose?: Purpose;
  consents: readonly Consent[];
  suppressions: readonly Suppression[];
  touches: readonly Touch[];
  caps: ContactCaps;
  numbers: NumberRules;
  killSwitch: boolean;
};

/** Whether a number may be called at a moment: the policy engine, applied to a call. */
export function decideCall(input: CallPolicyInput): ContactVerdict {
  return decideContact({
    ...input,
    channel: 'call',
    budget: { spentUsd: 0, capUsd: null, resetsAt: null },
    lastInboundAt: null,
  });
}

/** The same caps for the claim, which checks them again. */
export function callLimits({ lead, phone, caps, at }: CallPolicyInput): Limit[] {
  return limitsOn({ channel: 'call', lead, phone, caps, at });
}

/** The operator's statement that the lead agreed to this one call. */
export const operatorConsent = (at: Date): Consent => ({
  channel: 'call',
  kind: 'operator',
  at,
  expiresAt: null,
  revokedAt: null,
});
