import type { CallStatus } from '@ringback/shared/domain/calls/call.ts';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import { useLive } from '../../../live/use-live.ts';
import { type CallFilter, readCalls } from './read-calls.ts';

/** The calls of a filter, page by page. */
export function useCalls(filter: CallFilter) {
  const { store } = useLive();
  return useInfiniteQuery({
    queryKey: ['calls', filter],
    queryFn: ({ pageParam }) => readCalls(store, filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // What is shown stays until the narrowed list is there.
    placeholderData: keepPreviousData,
  });
}

const ON_THE_WALL: readonly CallStatus[] = [
  'dialing',
  'queued',
  'unknown',
  'ringing',
  'in_progress',
  'scheduled',
  'held',
];

/** What is live, planned and held; from then on the live log keeps it true. */
export function useWallCalls() {
  const { store, callSignals } = useLive();
  useQuery({
    queryKey: ['call-signals'],
    queryFn: async () => {
      callSignals.hear(await dataOf(api.GET('/api/call-signals')));
      return null;
    },
    // What follows comes by the stream.
    staleTime: 0,
  });
  return useQuery({
    queryKey: ['calls', 'wall'],
    queryFn: async () => {
      const asOf = store.position();
      const lists = await Promise.all(
        ON_THE_WALL.map((status) =>
          dataOf(api.GET('/api/calls', { params: { query: { status, limit: 200 } } })),
        ),
      );
      store.merge('call', lists.flat(), asOf);
      return asOf;
    },
  });
}

/** One call with all that belongs to it; its turns and its analysis are merged into the rows. */
export function useCallInFull(id: string) {
  const { store } = useLive();
  return useQuery({
    queryKey: ['call', id],
    queryFn: async () => {
      const asOf = store.position();
      const call = await dataOf(api.GET('/api/calls/{id}', { params: { path: { id } } }));
      const { events: _e, transcript, analysis, decisions: _d, tools: _t, ...row } = call;
      store.merge('call', [row], asOf);
      store.merge('transcript', transcript, asOf);
      if (analysis) store.merge('analysis', [analysis], asOf);
      return call;
    },
  });
}
