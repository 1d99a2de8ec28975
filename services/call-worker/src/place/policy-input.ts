import type { CallCase } from '@ringback/shared/db/calls/calls.ts';
import { historyOf } from '@ringback/shared/db/contact-history.ts';
import type { CallPolicyInput } from '@ringback/shared/domain/calls/call-policy.ts';
import { purposeOf } from '@ringback/shared/domain/policy/purpose.ts';

type Settings = Pick<CallPolicyInput, 'at' | 'operator' | 'caps' | 'numbers'>;

/** What the database knows about a call, in the words of the policy. */
export function policyInput(found: CallCase, settings: Settings): CallPolicyInput {
  const { call, lead } = found;
  return {
    ...settings,
    lead: lead ?? {},
    phone: call.to_number,
    kind: call.origin === 'campaign' ? 'campaign' : 'single',
    purpose: purposeOf(found.purpose),
    ...historyOf(found),
    killSwitch: found.switched_off,
  };
}
