import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../api/client.ts';
import { useDesk } from '../desk.ts';
import type { Note } from './contract.ts';
import { offers } from './offers.ts';

const NONE: readonly Note[] = [];
const keyOf = (conversationId: string) => ['notes', conversationId] as const;

/** What the team wrote down beside a conversation. */
export function useNotes(conversationId: string, leadId: number | null): readonly Note[] {
  const { data } = useQuery({
    queryKey: keyOf(conversationId),
    queryFn: () => request<Note[]>('GET', `/api/notes?lead_id=${leadId}`),
    enabled: offers.notes && leadId !== null,
  });
  return data ?? NONE;
}

export function useAddNote(conversationId: string, leadId: number | null) {
  const client = useQueryClient();
  const { acts } = useDesk();
  return useMutation({
    mutationFn: (body: string) =>
      acts.addNote({ lead_id: leadId ?? 0, conversation_id: conversationId, body }),
    onSuccess: (note) =>
      client.setQueryData<Note[]>(keyOf(conversationId), (notes = []) =>
        notes.some(({ id }) => id === note.id) ? notes : [...notes, note],
      ),
  });
}
