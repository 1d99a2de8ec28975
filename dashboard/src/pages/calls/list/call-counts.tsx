import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, dataOf } from '../../../api/client.ts';
import { type CallsSearch, readCallsSearch } from '../calls-search.ts';
import type { CallFilter } from '../data/read-calls.ts';

type Props = { search: CallsSearch; filter: CallFilter };

/** The router takes any filter of this page for this one. */
const EXACT = { exact: true, includeSearch: true };

/** Counts stop there: more are not counted one by one. */
const MOST = 10_000;
const many = (count: number) => `${count.toLocaleString()}${count >= MOST ? '+' : ''}`;

/** "148 calls · 61 reached · 9 booked"; each but the first narrows the list to those. */
export function CallCounts({ search, filter }: Props) {
  const { view: _view, status: _status, sort: _sort, order: _order, ...counted } = filter;
  const query = Object.fromEntries(Object.entries(counted).filter(([, one]) => one !== undefined));
  const { data } = useQuery({
    queryKey: ['call counts', query],
    queryFn: () => dataOf(api.GET('/api/calls/counts', { params: { query } })),
    refetchInterval: 60_000,
  });
  if (!data) return null;
  const narrowed = (view: CallsSearch['view']) => readCallsSearch({ ...search, view });
  return (
    <span className="meta call-counts">
      <Link to="/calls/all" search={narrowed(undefined)} activeOptions={EXACT}>
        {many(data.all)} {data.all === 1 ? 'call' : 'calls'}
      </Link>
      {(['reached', 'booked', 'missed', 'waiting'] as const).map(
        (view) =>
          (data[view] > 0 || search.view === view) && (
            <Link
              key={view}
              to="/calls/all"
              search={narrowed(search.view === view ? undefined : view)}
              activeOptions={EXACT}
              aria-current={search.view === view ? 'true' : undefined}
            >
              {many(data[view])} {view}
            </Link>
          ),
      )}
    </span>
  );
}
