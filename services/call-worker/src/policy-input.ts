import type { CallCase } from '@ringback/shared/db/calls.ts';
import type { CallPolicyInput } from '@ringback/shared/domain/call-policy.ts';

type Settings = Pick<CallPolicyInput, 'at' | 'operator' | 'callsPerDay'>;

/** What the database knows about a call, in the words of the policy. */
export function policyInput(found: CallCase, settings: Settings): CallPolicyInput {
  const { call, lead } = found;
  return {
    ...settings,
    lead: lead ?? {},
    phone: call.to_number,
    kind: call.origin === 'campaign' ? 'campaign' : 'single',
    purpose: found.purpose === 'informational' ? 'informational' : 'marketing',
    consents: found.consents.map(({ channel, kind, at, expires_at, revoked_at }) => ({
      channel,
      kind,
      at: new Date(at),
      expiresAt: expires_at === null ? null : new Date(expires_at),
      revokedAt: revoked_at === null ? null : new Date(revoked_at),
    })),
    suppressions: found.suppressions.map(({ scope, source, at }) => ({
      scope,
      source,
      at: new Date(at),
    })),
    touches: found.touches.map(({ channel, at }) => ({ channel, at: new Date(at) })),
    killSwitch: found.switched_off,
  };
}
