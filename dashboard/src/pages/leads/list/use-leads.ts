import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { OfflineError } from '../../../api/api-error.ts';
import { api } from '../../../api/client.ts';
import type { LeadRow } from '../../../lead/use-lead.ts';
import { sameItems, useFromStore, useLive } from '../../../live/use-live.ts';
import type { LeadsSearch } from '../leads-search.ts';

const PAGE = 100;

/**
 * One page of leads, newest first. Which leads stand on it is what the server said; how each stands
 * comes from the rows of the page, so that a change shows in its place and nothing moves.
 */
export function useLeads(search: LeadsSearch) {
  const { store } = useLive();
  const query = useQuery({
    queryKey: ['leads', search],
    queryFn: async () => {
      const asOf = store.position();
      const { data } = await api.GET('/api/leads', {
        params: { query: { ...search, limit: PAGE } },
      });
      if (!data) throw new OfflineError('empty answer');
      store.merge('lead', data.data, asOf);
      return { ids: data.data.map(({ id }) => id), next: data.next_cursor };
    },
    placeholderData: keepPreviousData,
  });
  const ids = query.data?.ids ?? [];
  const leads = useFromStore(
    ['lead'],
    (rows): readonly LeadRow[] => ids.flatMap((id) => rows.get('lead', String(id)) ?? []),
    sameItems,
  );
  const first = ids[0];
  const isNewest = search.cursor === undefined && first !== undefined;
  const arrived = useFromStore(['lead'], (rows) =>
    isNewest ? rows.all('lead').filter(({ id }) => id > first).length : 0,
  );
  return { ...query, leads, next: query.data?.next ?? null, arrived };
}
