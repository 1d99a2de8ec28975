import type { CallCase } from '@ringback/shared/db/calls/calls.ts';
import { historyOf } from '@ringback/shared/db/contact-history.ts';
import type { CallPolicyInput } from '@ringback/shared/domain/calls/call-policy.ts';
import { purposeOf } from '@ringback/shared/domain/policy/purpose.ts';

type Settings = Pick<CallPolicyInput, 'at' | 'operator' | 'caps' | 'numbers'>;

/** The database's facts about a call as the policy's input. */
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
