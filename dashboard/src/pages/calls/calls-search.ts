import { CALL_STATUSES, type CallStatus } from '@ringback/shared/domain/calls/call.ts';
import { OUTCOMES, type Outcome } from '@ringback/shared/domain/outcome.ts';
import { SINCE, type Since } from '../../ui/time/since-moment.ts';

/** Calls that belong together whatever their status, as the API groups them. */
export const CALL_GROUPS = ['reached', 'booked', 'missed', 'waiting'] as const;
export type CallGroup = (typeof CALL_GROUPS)[number];

export const WAYS = ['outbound', 'inbound'] as const;
export const SORTS = ['begun', 'duration', 'cost'] as const;
const ORDERS = ['asc', 'desc'] as const;
/** The newest, the longest, the dearest first, unless it is asked for otherwise. */
const FIRST = 'desc';

/** What of the list of calls stands in the address. */
export type CallsSearch = {
  view?: CallGroup | undefined;
  status?: CallStatus | undefined;
  outcome?: Outcome | undefined;
  since?: Since | undefined;
  /** The first and the last day, instead of `since`: "2026-12-01". */
  from?: string | undefined;
  to?: string | undefined;
  way?: (typeof WAYS)[number] | undefined;
  origin?: string | undefined;
  campaign?: string | undefined;
  agent?: string | undefined;
  q?: string | undefined;
  sort?: (typeof SORTS)[number] | undefined;
  order?: 'asc' | 'desc' | undefined;
};

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const DAY = /^\d{4}-\d\d-\d\d$/;
const matching = (value: unknown, pattern: RegExp) =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

export function readCallsSearch(search: Record<string, unknown>): CallsSearch {
  const one = <T extends string>(key: string, known: readonly T[]) =>
    known.find((value) => value === search[key]);
  const q = search['q'];
  const sort = one('sort', SORTS);
  const found = {
    view: one('view', CALL_GROUPS),
    status: one('status', CALL_STATUSES),
    outcome: one('outcome', OUTCOMES),
    since: one('since', SINCE),
    from: matching(search['from'], DAY),
    to: matching(search['to'], DAY),
    way: one('way', WAYS),
    origin: matching(search['origin'], /^[a-z_]{1,40}$/),
    campaign: matching(search['campaign'], UUID),
    agent: matching(search['agent'], UUID),
    q: typeof q === 'string' && q !== '' ? q : undefined,
    sort: sort === 'begun' && search['order'] !== 'asc' ? undefined : sort,
    order: sort && search['order'] !== FIRST ? one('order', ORDERS) : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
