import type { Consent, ContactCaps, Suppression, Touch } from './policy/contact-input.ts';
import { type ContactVerdict, decideContact } from './policy/decide-contact.ts';
import { type Limit, limitsOn } from './policy/limits.ts';
import type { Purpose } from './policy/purpose.ts';
import type { OperatorHours } from './quiet-hours/day-hours.ts';
import type { LeadWhereabouts } from './zones/zones-of.ts';

export type CallPolicyInput = {
  lead: LeadWhereabouts;
  /** The number to be dialed, E.164. */
  phone: string;
  at: Date;
  operator: OperatorHours | null;
  /** `campaign`: planned by a campaign, which needs the consent that the law asks of one. */
  kind: 'single' | 'campaign';
  purpose?: Purpose;
  consents: readonly Consent[];
  suppressions: readonly Suppression[];
  touches: readonly Touch[];
  callsPerDay: number;
  killSwitch: boolean;
};

/** What one lead gets of calls and texts together, whatever the cap on calls is. */
const TOUCHES_PER_DAY = 3;
const TOUCHES_PER_WEEK = 12;

/** Whether a number may be called at a moment: the one policy engine, asked about a call. */
export function decideCall(input: CallPolicyInput): ContactVerdict {
  const { callsPerDay, ...facts } = input;
  return decideContact({
    ...facts,
    channel: 'call',
    caps: callCaps(callsPerDay),
    budget: { spentUsd: 0, capUsd: null, resetsAt: null },
    lastInboundAt: null,
  });
}

/** The same caps for the claim, which judges them once more. */
export function callLimits({ lead, phone, callsPerDay, at }: CallPolicyInput): Limit[] {
  return limitsOn({ channel: 'call', lead, phone, caps: callCaps(callsPerDay), at });
}

function callCaps(callsPerDay: number): ContactCaps {
  return {
    textsPerDay: TOUCHES_PER_DAY,
    callsPerDay,
    touchesPerDay: Math.max(TOUCHES_PER_DAY, callsPerDay),
    touchesPerWeek: Math.max(TOUCHES_PER_WEEK, callsPerDay),
  };
}

/** The statement of an operator who asks for this one call that the lead agreed to it. */
export const operatorConsent = (at: Date): Consent => ({
  channel: 'call',
  kind: 'operator',
  at,
  expiresAt: null,
  revokedAt: null,
});
