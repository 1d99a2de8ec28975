import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import type { RowStore } from '../../../live/row-store.ts';
import { useLive } from '../../../live/use-live.ts';
import { type SeqRange, withNewest, withOlder } from '../thread/seq-range.ts';
import { textRows } from './rows.ts';

const PAGE = 50;
const MORE = 200;

/** What was fetched of a thread. Its texts stand in the store. */
export type Thread = { range: SeqRange; enrollmentId: number | null; steps: number | null };

export const threadKey = (id: string) => ['thread', id] as const;

/** The newest texts of a conversation, and older ones when they are asked for. */
export function useThread(id: string) {
  const { store } = useLive();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: threadKey(id),
    queryFn: () => readThread(store, id, client.getQueryData<Thread>(threadKey(id)) ?? null),
    // The log keeps it true; where it could not, everything is invalidated.
    staleTime: Infinity,
    gcTime: 60 * 60_000,
  });
  const older = useMutation({
    mutationFn: async (before: number) => {
      const page = await readPage(store, id, { limit: MORE, before: String(before) });
      client.setQueryData<Thread>(threadKey(id), (thread) =>
        thread ? { ...thread, range: withOlder(thread.range, { ...page, before }) } : thread,
      );
    },
  });
  const before = query.data?.range.older ?? null;
  return {
    ...query,
    thread: query.data ?? null,
    isLoadingOlder: older.isPending,
    olderError: older.error,
    loadOlder: () => {
      if (before !== null && !older.isPending) older.mutate(before);
    },
  };
}

/** All that was loaded before is fetched again: what happened to it meanwhile may not have been told. */
async function readThread(store: RowStore, id: string, known: Thread | null): Promise<Thread> {
  const newest = await readPage(store, id, { limit: known ? MORE : PAGE });
  const first = known?.range.first ?? Infinity;
  let { seqs, older } = newest;
  while (older !== null && older > first) {
    const page = await readPage(store, id, { limit: MORE, before: String(older) });
    seqs = [...page.seqs, ...seqs];
    older = page.older;
  }
  const places = new Set(store.partsOf('message', id).map(({ seq }) => seq));
  return {
    range: withNewest(known?.range ?? null, { seqs, older }, (seq) => places.has(seq)),
    enrollmentId: newest.enrollment?.id ?? null,
    steps: newest.enrollment?.steps ?? null,
  };
}

async function readPage(store: RowStore, id: string, query: { limit: number; before?: string }) {
  const asOf = store.position();
  const page = await dataOf(
    api.GET('/api/conversations/{id}/messages', { params: { path: { id }, query } }),
  );
  store.merge('message', textRows([...page.messages, ...page.planned]), asOf);
  store.merge('conversation', [page.conversation], asOf);
  if (page.enrollment) store.merge('enrollment', [page.enrollment], asOf);
  return {
    seqs: page.messages.flatMap(({ seq }) => seq ?? []),
    older: page.older,
    enrollment: page.enrollment,
  };
}
