import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import type { RowOf } from '../live/kinds.ts';
import { useLive, useRow } from '../live/use-live.ts';

export type LeadRow = RowOf<'lead'>;

/** A lead as it stands now; fetched if no list has brought it. */
export function useLead(id: number | null): LeadRow | null {
  const { store } = useLive();
  const row = useRow('lead', id);
  useQuery({
    queryKey: ['lead', id],
    queryFn: async () => {
      const asOf = store.position();
      const {
        next_contact: _next,
        last_contact: _last,
        ...lead
      } = await dataOf(api.GET('/api/leads/{id}', { params: { path: { id: id ?? 0 } } }));
      store.merge('lead', [lead], asOf);
      return lead.id;
    },
    enabled: id !== null && row === null,
  });
  return row;
}

/** What happens with a lead next, and what happened last. */
export function useContacts(id: number) {
  const { store } = useLive();
  return useQuery({
    queryKey: ['contacts', id],
    queryFn: async () => {
      const asOf = store.position();
      const { next_contact, last_contact, ...lead } = await dataOf(
        api.GET('/api/leads/{id}', { params: { path: { id } } }),
      );
      store.merge('lead', [lead], asOf);
      return { next: next_contact, last: last_contact };
    },
  });
}

/** What the lead agreed to and took back. */
export function useConsents(id: number | null) {
  const { store } = useLive();
  return useQuery({
    queryKey: ['consents', id],
    queryFn: async () => {
      const asOf = store.position();
      const consents = await dataOf(
        api.GET('/api/leads/{id}/consent', { params: { path: { id: id ?? 0 } } }),
      );
      store.merge('enrollment', consents.enrollments, asOf);
      return consents;
    },
    enabled: id !== null,
  });
}

/** Calls, texts and what came of them. */
export function useStory(id: number | null) {
  return useQuery({
    queryKey: ['story', id],
    queryFn: () =>
      dataOf(api.GET('/api/leads/{id}/timeline', { params: { path: { id: id ?? 0 } } })),
    enabled: id !== null,
  });
}

/** Whether the lead may be contacted now, within which hours, and how often it was. */
export function usePolicy(id: number | null) {
  return useQuery({
    queryKey: ['policy', id],
    queryFn: () => dataOf(api.GET('/api/leads/{id}/policy', { params: { path: { id: id ?? 0 } } })),
    enabled: id !== null,
    refetchInterval: 5 * 60_000,
  });
}
