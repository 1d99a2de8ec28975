import type { CallStatus } from '@ringback/shared/domain/calls/call.ts';
import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import { OfflineError } from '../../../api/api-error.ts';
import { api } from '../../../api/client.ts';
import type { RowStore } from '../../../live/row-store.ts';

/** As the API takes it. */
export type CallFilter = {
  status?: CallStatus | undefined;
  outcome?: Outcome | undefined;
  since?: string | undefined;
  direction?: 'outbound' | 'inbound' | undefined;
  q?: string | undefined;
};
export type CallsOfPage = { ids: string[]; next: string | null };

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
    page.data.map(({ analysis: _, ...call }) => call),
    asOf,
  );
  store.merge(
    'analysis',
    page.data.flatMap(({ analysis }) => analysis ?? []),
    asOf,
  );
  return { ids: page.data.map(({ id }) => id), next: page.next_cursor };
}
