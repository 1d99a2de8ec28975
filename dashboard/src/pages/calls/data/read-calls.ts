import type { CallStatus } from '@ringback/shared/domain/calls/call.ts';
import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import { OfflineError } from '../../../api/api-error.ts';
import { api } from '../../../api/client.ts';
import type { RowStore } from '../../../live/row-store.ts';

export type CallFilter = { status?: CallStatus | undefined; outcome?: Outcome | undefined };
export type CallsPlace = { calls: string | null; analyses: string | null };
export type CallsOfPage = { ids: string[]; next: CallsPlace | null };

const PAGE = 50;

/** Calls of one filter, merged into the rows of the page; with the analyses of the same time. */
export async function readCalls(
  store: RowStore,
  filter: CallFilter,
  place: CallsPlace,
): Promise<CallsOfPage> {
  const asOf = store.position();
  const query = {
    limit: PAGE,
    ...(filter.status ? { status: filter.status } : {}),
    ...(filter.outcome ? { outcome: filter.outcome } : {}),
    ...(place.calls ? { cursor: place.calls } : {}),
  };
  const [{ data: calls }, analyses] = await Promise.all([
    api.GET('/api/calls', { params: { query } }),
    readAnalyses(store, place.analyses),
  ]);
  if (!calls) throw new OfflineError('empty answer');
  store.merge('call', calls.data, asOf);
  return {
    ids: calls.data.map(({ id }) => id),
    next: calls.next_cursor ? { calls: calls.next_cursor, analyses } : null,
  };
}

/** Calls have no analysis beside them in a list: the newest analyses are read along. */
async function readAnalyses(store: RowStore, cursor: string | null): Promise<string | null> {
  const asOf = store.position();
  const { data } = await api.GET('/api/analyses', {
    params: { query: { limit: 200, ...(cursor ? { cursor } : {}) } },
  });
  if (!data) throw new OfflineError('empty answer');
  store.merge('analysis', data.data, asOf);
  return data.next_cursor;
}
