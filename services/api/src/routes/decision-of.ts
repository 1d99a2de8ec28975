import type { Decision } from '@ringback/shared/db/decisions.ts';
import type { ContactVerdict } from '@ringback/shared/domain/policy/decide-contact.ts';

/** What is recorded of a verdict on a contact that somebody asks for. */
export function decisionOf(
  verdict: Exclude<ContactVerdict, { verdict: 'deny' }>,
  askedFor: Date,
): Decision {
  const { rule, reason } = verdict;
  // The row's own hour moves when the contact is held; this one stays.
  const evidence = { ...verdict.evidence, asked_for: askedFor.toISOString() };
  if (verdict.verdict === 'allow') return { verdict: 'allow', rule, reason, evidence };
  return { verdict: 'hold', rule, reason, hold_until: verdict.until.toISOString(), evidence };
}
