import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import { quoted, type StateWords, said } from './state-words.ts';

const WORDS: Record<Outcome, StateWords> = {
  success: said('Goal reached', 'good', 'check'),
  qualified: said('Qualified', 'good', 'check'),
  unqualified: said('Not a fit'),
  escalated: said('Went to a person', 'needs', 'user'),
  no_response: said('Nobody answered'),
  discarded: said('Opted out, or wrong number', 'bad', 'ban'),
};

/** What came of a lead, a call or a conversation. */
export const outcomeWords = (outcome: string): StateWords =>
  WORDS[outcome as Outcome] ?? said(quoted(outcome));

export const OUTCOME_WORDS = WORDS;
