import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, dataOf } from '../../../api/client.ts';
import { useLive } from '../../../live/use-live.ts';
import type { StoryEntry } from './rows.ts';

const MOST = 200;
const NONE: readonly StoryEntry[] = [];
const SETTLE_MS = 300;

/** What stands between the texts of a conversation, asked for again when the conversation changes. */
export function useEntries(conversationId: string, leadId: number | null): readonly StoryEntry[] {
  const { store } = useLive();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['entries', conversationId],
    queryFn: () =>
      dataOf(
        api.GET('/api/conversations/{id}/entries', {
          params: { path: { id: conversationId }, query: { limit: MOST } },
        }),
      ),
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const later = () => {
      timer ??= setTimeout(() => {
        timer = null;
        void client.invalidateQueries({ queryKey: ['entries', conversationId] });
      }, SETTLE_MS);
    };
    const topics = [`conversation:${conversationId}`, `lead:${leadId}`, 'suppression', 'consent'];
    const ends = topics.map((topic) => store.subscribe(topic, later));
    return () => {
      if (timer) clearTimeout(timer);
      for (const end of ends) end();
    };
  }, [store, client, conversationId, leadId]);
  return data ?? NONE;
}
