import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLive } from '../../../live/use-live.ts';
import { useMe } from '../../../session/use-me.ts';
import type { InboxSearch, InboxView } from '../inbox-search.ts';
import { readInbox } from './read-inbox.ts';

/** The rows of one view as the server orders them; what comes by the log is put to them elsewhere. */
export function useList(view: InboxView, { q = '', campaign = '' }: InboxSearch) {
  const { store } = useLive();
  const { user } = useMe();
  return useInfiniteQuery({
    queryKey: ['inbox', view, q, campaign, user.id],
    queryFn: ({ pageParam }) => readInbox(store, { view, q, campaign, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    gcTime: 30 * 60_000,
  });
}

const SETTLE_MS = 2_000;
/** What only the server can order or judge, by the rows it depends on. */
const DEPENDS: readonly (readonly [topics: readonly string[], key: readonly string[]])[] = [
  [
    ['conversation', 'call', 'analysis'],
    ['inbox', 'needs'],
  ],
  [['suppression', 'consent'], ['consents']],
  [['suppression', 'consent', 'switch', 'message'], ['policy']],
  [['analysis', 'call'], ['story']],
];

/** Asks for that again soon after one of those has changed; many changes are one question. */
export function useFreshJudgements(): void {
  const { store } = useLive();
  const client = useQueryClient();
  useEffect(() => {
    const ends = DEPENDS.flatMap(([topics, queryKey]) => {
      let timer: ReturnType<typeof setTimeout> | null = null;
      const later = () => {
        timer ??= setTimeout(() => {
          timer = null;
          void client.invalidateQueries({ queryKey });
        }, SETTLE_MS);
      };
      return [
        ...topics.map((topic) => store.subscribe(topic, later)),
        () => {
          if (timer) clearTimeout(timer);
        },
      ];
    });
    return () => {
      for (const end of ends) end();
    };
  }, [store, client]);
}
