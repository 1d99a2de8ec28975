import type { Evidence, Fact, Judgement, Outcome } from './judgement.ts';

/** What somebody is to do about it. */
export function nextAction(
  outcome: Outcome,
  evidence: Evidence | null,
  callback: Evidence | null,
  facts: Fact[],
): Judgement['next_action'] {
  const nothing = { kind: 'none', at_local: null, quote: null, turn: null } as const;
  if (outcome === 'escalated') {
    return {
      ...nothing,
      kind: 'human_follow_up',
      reason: 'The lead asked for a human.',
      ...pick(evidence),
    };
  }
  if (outcome === 'qualified' && callback !== null) {
    const planned = facts.find(({ field }) => field === 'callback_at');
    const at_local = planned?.value ?? null;
    return {
      kind: 'callback',
      at_local,
      reason: 'The lead asked to be called back.',
      ...pick(planned ?? callback),
    };
  }
  if (outcome === 'qualified') {
    return {
      ...nothing,
      kind: 'human_follow_up',
      reason: 'The lead is interested.',
      ...pick(evidence),
    };
  }
  return { ...nothing, reason: REASONS[outcome] };
}

const REASONS: Record<Exclude<Outcome, 'qualified' | 'escalated'>, string> = {
  success: 'The appointment stands.',
  unqualified: 'There is nothing to follow up.',
  no_response: 'Nobody spoke.',
  discarded: 'The lead must not be contacted.',
};

function pick(evidence: Evidence | null): { quote: string | null; turn: number | null } {
  return { quote: evidence?.quote ?? null, turn: evidence?.turn ?? null };
}
