import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { request } from '../api/client.ts';
import { useLive } from '../live/use-live.ts';

/** The numbers of the navigation. */
export type Counts = {
  /** People who wait for a person, over calls and texts. */
  needs: number;
  mine: number;
  open: number;
  live_calls: number;
  warnings: number;
};

const NONE: Counts = { needs: 0, mine: 0, open: 0, live_calls: 0, warnings: 0 };
const COUNTED = ['conversation', 'call', 'message', 'analysis', 'reset'];
/** A busy minute asks for the counts twice a second at most. */
const SOONEST_MS = 500;

/** The counts as they stand, counted again when something of theirs changes. */
export function useCounts(): Counts {
  const { data } = useQuery({
    queryKey: ['counts'],
    queryFn: () => request<Counts>('GET', '/api/inbox/counts'),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: 60_000,
  });
  return data ?? NONE;
}

/** Mounted once, by the shell. */
export function useFreshCounts(): void {
  const client = useQueryClient();
  const { store } = useLive();
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | null = null;
    const soon = () => {
      waiting ??= setTimeout(() => {
        waiting = null;
        void client.invalidateQueries({ queryKey: ['counts'] });
      }, SOONEST_MS);
    };
    const ends = COUNTED.map((topic) => store.subscribe(topic, soon));
    return () => {
      for (const end of ends) end();
      if (waiting) clearTimeout(waiting);
    };
  }, [client, store]);
}
