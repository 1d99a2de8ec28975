import { LEAD_STATUSES, type LeadStatus } from '@ringback/shared/domain/lead-status.ts';
import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import { OUTCOME_WORDS } from '../../words/outcome-words.ts';

// The address is read before any page is loaded: the names come from the words, not from the schemas.
export const OUTCOMES = Object.keys(OUTCOME_WORDS) as Outcome[];

/** What of the list of leads stands in the address. */
export type LeadsSearch = {
  q?: string | undefined;
  status?: LeadStatus | undefined;
  outcome?: Outcome | undefined;
  /** The cursor of an older page; none: the newest. */
  cursor?: string | undefined;
};

export function readLeadsSearch(search: Record<string, unknown>): LeadsSearch {
  const { q, cursor } = search;
  const status = LEAD_STATUSES.find((one) => one === search['status']);
  const outcome = OUTCOMES.find((one) => one === search['outcome']);
  return {
    ...(typeof q === 'string' && q.trim() !== '' ? { q: q.trim().slice(0, 100) } : {}),
    ...(status ? { status } : {}),
    ...(outcome ? { outcome } : {}),
    ...(cursor === undefined || cursor === '' ? {} : { cursor: String(cursor) }),
  };
}

/** Another filter begins at the newest lead. */
export function withFilter(search: LeadsSearch, change: Partial<LeadsSearch>): LeadsSearch {
  return readLeadsSearch({ ...search, cursor: undefined, ...change });
}
