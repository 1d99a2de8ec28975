import type { NewAnalysis } from '@ringback/shared/db/calls/analyses.ts';

/** An analysis without the id of its call or conversation. */
export type Finding = Omit<NewAnalysis, 'call_id'>;

const NOTHING: Finding = {
  status: 'needs_review',
  outcome: null,
  outcome_quote: null,
  outcome_turn: null,
  summary: null,
  sentiment: null,
  facts: [],
  dropped: [],
  next_action: null,
  decided_by: 'nobody',
  model: null,
  failure: null,
  usage: null,
  callback: null,
  opt_out: null,
};

/** It is undecided how the conversation ended: a person has to read it. `failure` says why. */
export function needsReview(failure: string): Finding {
  return { ...NOTHING, failure };
}

/** What the rules found without asking a model. */
export function byRules(found: Pick<Finding, 'outcome' | 'summary'> & Partial<Finding>): Finding {
  return { ...NOTHING, status: 'done', decided_by: 'rules', ...found };
}
