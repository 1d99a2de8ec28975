import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { api, dataOf } from '../../../api/client.ts';
import { useTabKeys } from '../../../ui/keys/use-tab-keys.ts';
import { useWhere } from '../../../ui/time/moment.tsx';
import { sinceMoment } from '../../../ui/time/since-moment.ts';
import { LEAD_VIEWS, type LeadsSearch, type LeadView, withFilter } from '../leads-search.ts';

const NAMES: Record<LeadView, string> = {
  all: 'All',
  today: 'New today',
  untouched: 'Not contacted',
  waiting: 'Waiting, and why',
};

/** All leads, or those one comes for; each with how many there are. */
export function LeadViews({ search, counts }: { search: LeadsSearch; counts: LeadCounts | null }) {
  const navigate = useNavigate();
  const { view = 'all' } = search;
  const to = (one: LeadView) =>
    withFilter(search, { view: one, sort: undefined, order: undefined });
  useTabKeys(LEAD_VIEWS, view, (one) => void navigate({ to: '/leads', search: to(one) }));
  const countOf = (one: LeadView) =>
    counts &&
    {
      all: null,
      today: counts.new_today,
      untouched: counts.not_contacted,
      waiting: counts.waiting,
    }[one];
  return (
    <nav className="tabs" aria-label="Views of the leads">
      {LEAD_VIEWS.map((one) => {
        const count = countOf(one);
        return (
          <Link
            key={one}
            to="/leads"
            search={to(one)}
            // The router takes any view of this page for this one.
            activeOptions={{ exact: true, includeSearch: true }}
            aria-current={one === view ? 'true' : undefined}
          >
            {NAMES[one]}
            {count !== null && <span className="count">{atMost(count, 1_000)}</span>}
          </Link>
        );
      })}
    </nav>
  );
}

export type LeadCounts = { all: number; new_today: number; not_contacted: number; waiting: number };

/** Counts stop somewhere: what is more is not counted one by one. */
export const atMost = (count: number, most: number) =>
  `${count.toLocaleString()}${count >= most ? '+' : ''}`;

/** How many leads each view has, of those that the filters leave. */
export function useLeadCounts(filters: Readonly<Record<string, unknown>>): LeadCounts | null {
  const { now, timeZone } = useWhere();
  const { status: _status, since: _since, next: _next, ...counted } = filters;
  const query = { ...counted, today: sinceMoment('today', now, timeZone) };
  const { data } = useQuery({
    queryKey: ['lead counts', query],
    queryFn: () => dataOf(api.GET('/api/leads/counts', { params: { query } })),
    refetchInterval: 60_000,
  });
  return data ?? null;
}
