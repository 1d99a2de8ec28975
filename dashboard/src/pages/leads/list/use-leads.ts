import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { OfflineError } from '../../../api/api-error.ts';
import { api } from '../../../api/client.ts';
import type { LeadRow } from '../../../lead/use-lead.ts';
import { sameItems, useFromStore, useLive } from '../../../live/use-live.ts';
import { useWhere } from '../../../ui/time/moment.tsx';
import type { LeadsSearch } from '../leads-search.ts';
import type { Contacts } from './contacts.ts';
import { leadQuery } from './lead-query.ts';

const PAGE = 100;

/**
 * One page of leads. Which leads stand on it, and in which order, is what the server said; how each
 * stands comes from the rows of the page, so that a change shows in its place and nothing moves.
 */
export function useLeads(search: LeadsSearch) {
  const { store } = useLive();
  const { now, timeZone } = useWhere();
  const key = JSON.stringify(leadQuery(search, { now, timeZone }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is all of it
  const asked = useMemo(() => leadQuery(search, { now, timeZone }), [key]);
  const query = useQuery({
    queryKey: ['leads', asked],
    queryFn: async () => {
      const asOf = store.position();
      const { data } = await api.GET('/api/leads', {
        params: { query: { ...asked.filters, ...asked.order, ...asked.page, limit: PAGE } },
      });
      if (!data) throw new OfflineError('empty answer');
      store.merge(
        'lead',
        data.data.map(({ next_contact: _next, last_contact: _last, ...lead }) => lead),
        asOf,
      );
      const contacts = data.data.map(
        ({ id, updated_at, next_contact: next, last_contact: last }): [number, Contacts] => [
          id,
          { next, last, asOf: updated_at },
        ],
      );
      return { contacts: new Map(contacts), next: data.next_cursor };
    },
    placeholderData: keepPreviousData,
  });
  const contacts = query.data?.contacts ?? new Map<number, Contacts>();
  const ids = [...contacts.keys()];
  const leads = useFromStore(
    ['lead'],
    (rows): readonly LeadRow[] => ids.flatMap((id) => rows.get('lead', String(id)) ?? []),
    sameItems,
  );
  const newest = Math.max(0, ...ids);
  const isNewestFirst =
    Object.keys({ ...asked.filters, ...asked.order, ...asked.page }).length === 0;
  const arrived = useFromStore(['lead'], (rows) =>
    isNewestFirst && ids.length > 0 ? rows.all('lead').filter(({ id }) => id > newest).length : 0,
  );
  return { ...query, leads, contacts, asked, next: query.data?.next ?? null, arrived };
}
