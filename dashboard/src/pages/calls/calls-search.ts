import { OUTCOMES, type Outcome } from '@ringback/shared/domain/outcome.ts';

export const CALL_VIEWS = [
  'all',
  'in_progress',
  'scheduled',
  'held',
  'completed',
  'busy',
  'no_answer',
  'failed',
  'canceled',
] as const;
export type CallView = (typeof CALL_VIEWS)[number];

/** How far back the list goes. */
export const SINCE = ['today', '7d', '30d'] as const;
export type Since = (typeof SINCE)[number];
export const WAYS = ['outbound', 'inbound'] as const;

/** What of the list of calls stands in the address. */
export type CallsSearch = {
  view?: CallView | undefined;
  outcome?: Outcome | undefined;
  since?: Since | undefined;
  way?: (typeof WAYS)[number] | undefined;
  q?: string | undefined;
};

export function readCallsSearch(search: Record<string, unknown>): CallsSearch {
  const { q } = search;
  const found = {
    view: CALL_VIEWS.find((one) => one === search['view'] && one !== 'all'),
    outcome: OUTCOMES.find((one) => one === search['outcome']),
    since: SINCE.find((one) => one === search['since']),
    way: WAYS.find((one) => one === search['way']),
    q: typeof q === 'string' && q !== '' ? q : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
