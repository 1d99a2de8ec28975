import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';
import type { Option } from './choice.tsx';

const STALE_MS = 10 * 60_000;

/** The campaigns that a list can be narrowed to. */
export function useCampaignOptions(): readonly Option[] {
  const { data = [] } = useQuery({
    queryKey: ['campaign names'],
    queryFn: () => dataOf(api.GET('/api/campaigns')),
    staleTime: STALE_MS,
  });
  return data.map(({ id, name }) => [id, name]);
}

/** The agents that a list can be narrowed to. */
export function useAgentOptions(): readonly Option[] {
  const { data = [] } = useQuery({
    queryKey: ['agent names'],
    queryFn: () => dataOf(api.GET('/api/agents')),
    staleTime: STALE_MS,
  });
  return data.map(({ id, name }) => [id, name]);
}
