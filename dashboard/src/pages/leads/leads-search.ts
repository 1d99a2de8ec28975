import { LEAD_STATUSES, type LeadStatus } from '@ringback/shared/domain/lead-status.ts';
import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import { OUTCOME_WORDS } from '../../words/outcome-words.ts';

// The address is read before any page is loaded: the names come from the words, not from the schemas.
export const OUTCOMES = Object.keys(OUTCOME_WORDS) as Outcome[];

export const LEAD_VIEWS = ['all', 'today', 'untouched', 'waiting'] as const;
export type LeadView = (typeof LEAD_VIEWS)[number];
export const LEAD_SORTS = ['created', 'last_contact', 'next_contact', 'name'] as const;
export type LeadSort = (typeof LEAD_SORTS)[number];
/** In which order one expects each of them first. */
export const FIRST_ORDER: Record<LeadSort, 'asc' | 'desc'> = {
  created: 'desc',
  last_contact: 'desc',
  next_contact: 'asc',
  name: 'asc',
};

/** What of the list of leads stands in the address. */
export type LeadsSearch = {
  view?: LeadView | undefined;
  q?: string | undefined;
  status?: LeadStatus | undefined;
  outcome?: Outcome | undefined;
  source?: string | undefined;
  zone?: string | undefined;
  campaign?: string | undefined;
  /** The id of a user, or `nobody`. */
  whose?: string | undefined;
  sort?: LeadSort | undefined;
  order?: 'asc' | 'desc' | undefined;
  /** The cursor of a later page; none: the first. */
  cursor?: string | undefined;
};

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const words = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 100) : undefined;
const id = (value: unknown) => (typeof value === 'string' && UUID.test(value) ? value : undefined);

export function readLeadsSearch(search: Record<string, unknown>): LeadsSearch {
  const { cursor, whose } = search;
  const one = <T extends string>(key: string, known: readonly T[]) =>
    known.find((value) => value === search[key]);
  const sort = one('sort', LEAD_SORTS);
  const view = one('view', LEAD_VIEWS);
  const found = {
    view: view === 'all' ? undefined : view,
    q: words(search['q']),
    status: one('status', LEAD_STATUSES),
    outcome: one('outcome', OUTCOMES),
    source: words(search['source']),
    zone: words(search['zone']),
    campaign: id(search['campaign']),
    whose: whose === 'nobody' ? whose : id(whose),
    sort,
    order: sort && one('order', ['asc', 'desc'] as const),
    cursor: cursor === undefined || cursor === '' ? undefined : String(cursor),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** Another filter begins at the first page. */
export function withFilter(search: LeadsSearch, change: Partial<LeadsSearch>): LeadsSearch {
  return readLeadsSearch({ ...search, cursor: undefined, ...change });
}

/** Whether the list is narrowed to some leads. */
export const isNarrowed = ({ sort: _sort, order: _order, cursor: _cursor, ...rest }: LeadsSearch) =>
  Object.keys(rest).length > 0;
