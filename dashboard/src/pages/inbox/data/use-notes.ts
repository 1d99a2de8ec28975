import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, dataOf } from '../../../api/client.ts';
import { sameItems, useFromStore, useLive } from '../../../live/use-live.ts';
import { newId } from '../../../ui/new-id.ts';
import { useDesk } from '../desk.ts';
import type { NoteRow } from './rows.ts';

const MOST = 200;

/** What the team wrote down beside a conversation. */
export function useNotes(conversationId: string): readonly NoteRow[] {
  const { store } = useLive();
  useQuery({
    queryKey: ['notes', conversationId],
    queryFn: async () => {
      const asOf = store.position();
      const notes = await dataOf(
        api.GET('/api/notes', {
          params: { query: { conversation_id: conversationId, limit: MOST } },
        }),
      );
      store.merge('note', notes, asOf);
      return notes.length;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useFromStore(
    ['note'],
    (rows) => rows.all('note').filter((note) => note.conversation_id === conversationId),
    sameItems,
  );
}

/** One that was not answered is tried with the same id: it is kept once. */
export function useAddNote(conversationId: string) {
  const { acts } = useDesk();
  const id = useRef(newId());
  return useMutation({
    mutationFn: (body: string) =>
      acts.addNote({ id: id.current, conversation_id: conversationId, body }),
    onSuccess: () => {
      id.current = newId();
    },
  });
}
