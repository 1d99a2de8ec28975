import type { ContactVerdict } from './decide-contact.ts';

/**
 * What is recorded when a contact is requested. Only its hour is checked then: caps, budgets and
 * switches are judged when it is about to leave, and no record may claim that they were before.
 */
export function askedFor(verdict: Exclude<ContactVerdict, { verdict: 'deny' }>, at: Date) {
  const { caps: _, ...rest } = verdict.evidence;
  const evidence = { ...rest, asked_for: at.toISOString() };
  const { rule, reason } = verdict;
  if (verdict.verdict === 'hold') {
    const hold_until = verdict.until.toISOString();
    return { verdict: 'hold' as const, rule, reason, hold_until, evidence };
  }
  return {
    verdict: 'allow' as const,
    rule,
    reason:
      'Inside the contact hours wherever the lead may be. Caps and budgets are judged when it leaves.',
    evidence,
  };
}
