import type { LeadWhereabouts } from '../zones/zones-of.ts';
import {
  type Channel,
  type Consent,
  DEFAULT_CONTACT_CAPS,
  type Suppression,
} from './contact-input.ts';
import { decideContact } from './decide-contact.ts';
import type { NumberRules } from './judge-number.ts';

/** The purpose of a contact: a campaign that sells or informs, or a single request. */
export const PERMIT_PURPOSES = ['marketing', 'informational', 'single'] as const;

export type Permit = {
  channel: Channel;
  purpose: (typeof PERMIT_PURPOSES)[number];
  allowed: boolean;
  rule: string;
  reason: string;
};

type Standing = {
  lead: LeadWhereabouts;
  phone: string;
  at: Date;
  consents: readonly Consent[];
  suppressions: readonly Suppression[];
  numbers: NumberRules;
};

/**
 * For which contacts the number, the suppressions and the consents permit, by the rules that judge
 * every call and text. What passes with time, such as hours and caps, is not included.
 */
export function permitsOf(standing: Standing): Permit[] {
  return (['call', 'text'] as const).flatMap((channel) =>
    PERMIT_PURPOSES.map((purpose) => {
      const { verdict, rule, reason } = decideContact({
        ...standing,
        channel,
        kind: purpose === 'single' ? 'single' : 'campaign',
        ...(purpose === 'single' ? {} : { purpose }),
        touches: [],
        caps: DEFAULT_CONTACT_CAPS,
        budget: { spentUsd: 0, capUsd: null, resetsAt: null },
        killSwitch: false,
        operator: null,
        lastInboundAt: null,
      });
      if (verdict === 'deny') return { channel, purpose, allowed: false, rule, reason };
      const stands = 'The number, its consent and the suppressions permit it.';
      return { channel, purpose, allowed: true, rule: 'permitted', reason: stands };
    }),
  );
}
