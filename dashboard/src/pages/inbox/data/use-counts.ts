import { useQuery } from '@tanstack/react-query';
import { request } from '../../../api/client.ts';
import type { Counts } from './contract.ts';
import { offers } from './offers.ts';

/** How many stand in each view; null where the server does not count them. */
export function useCounts(): Counts | null {
  const { data } = useQuery({
    queryKey: ['inbox-counts'],
    queryFn: () => request<Counts>('GET', '/api/inbox/counts'),
    enabled: offers.inbox,
  });
  return data ?? null;
}
