import type { CallStatus } from '@ringback/shared/domain/calls/call.ts';
import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import { OfflineError } from '../../../api/api-error.ts';
import { api } from '../../../api/client.ts';
import type { RowStore } from '../../../live/row-store.ts';
import type { CallGroup, CallsSearch } from '../calls-search.ts';

/** As the API takes it. */
export type CallFilter = {
  status?: CallStatus | undefined;
  outcome?: Outcome | undefined;
  since?: string | undefined;
  until?: string | undefined;
  direction?: 'outbound' | 'inbound' | undefined;
  origin?: string | undefined;
  campaign_id?: string | undefined;
  agent_id?: string | undefined;
  view?: CallGroup | undefined;
  q?: string | undefined;
  sort?: CallsSearch['sort'];
  order?: 'asc' | 'desc' | undefined;
};
export type CallsOfPage = {
  ids: string[];
  /** What each has cost so far, in US dollars; it is summed up when the list is read. */
  costs: [id: string, cost: number][];
  next: string | null;
};

const PAGE = 50;

/** Calls of one filter, merged into the rows of the page, each with its analysis. */
export async function readCalls(
  store: RowStore,
  filter: CallFilter,
  cursor: string | null,
): Promise<CallsOfPage> {
  const asOf = store.position();
  const set = Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined),
  ) as CallFilter;
  const { data: page } = await api.GET('/api/calls', {
    params: {
      query: { limit: PAGE, include: 'analysis', ...set, ...(cursor ? { cursor } : {}) },
    },
  });
  if (!page) throw new OfflineError('empty answer');
  store.merge(
    'call',
    page.data.map(({ analysis: _, cost_usd: __, ...call }) => call),
    asOf,
  );
  store.merge(
    'analysis',
    page.data.flatMap(({ analysis }) => analysis ?? []),
    asOf,
  );
  return {
    ids: page.data.map(({ id }) => id),
    costs: page.data.map(({ id, cost_usd }) => [id, cost_usd]),
    next: page.next_cursor,
  };
}
