import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import { useFromStore } from '../live/use-live.ts';

/** What campaigns are called, by id. */
export function useCampaignNames(): (id: string) => string | null {
  const { data } = useQuery({
    queryKey: ['campaign names'],
    queryFn: () => dataOf(api.GET('/api/campaigns')),
    staleTime: 10 * 60_000,
  });
  const told = useFromStore(
    ['campaign'],
    (store) => store.all('campaign').map(({ id, name }) => [id, name] as const),
    (a, b) => JSON.stringify(a) === JSON.stringify(b),
  );
  const names = new Map([...(data ?? []).map(({ id, name }) => [id, name] as const), ...told]);
  return (id) => names.get(id) ?? null;
}
