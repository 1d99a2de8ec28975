import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { OfflineError } from '../../../api/api-error.ts';
import { api } from '../../../api/client.ts';
import { sameItems, useFromStore } from '../../../live/use-live.ts';

const PAGE = 100;
const SETTLE_MS = 1_000;
const NOUNS = [
  'call',
  'message',
  'analysis',
  'appointment',
  'enrollment',
  'consent',
  'note',
] as const;

/** All that happened with a lead, newest page first; read again soon after something changed. */
export function useTimeline(leadId: number) {
  const client = useQueryClient();
  const changed = useFromStore(
    [...NOUNS, `lead:${leadId}`],
    (store): readonly unknown[] => [
      store.get('lead', String(leadId)),
      ...NOUNS.flatMap((noun) => store.all(noun).filter(({ lead_id }) => lead_id === leadId)),
    ],
    sameItems,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed is the reason to read again
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const name of ['timeline', 'consents', 'policy', 'contacts']) {
        void client.invalidateQueries({ queryKey: [name, leadId] });
      }
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [changed, client, leadId]);
  return useInfiniteQuery({
    queryKey: ['timeline', leadId],
    queryFn: async ({ pageParam }) => {
      const { data } = await api.GET('/api/leads/{id}/timeline', {
        params: {
          path: { id: leadId },
          query: { limit: PAGE, ...(pageParam ? { before: pageParam } : {}) },
        },
      });
      if (!data) throw new OfflineError('empty answer');
      return { entries: data.data, next: data.next_cursor };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
