import { useSyncExternalStore } from 'react';
import type { ConversationRow } from './rows.ts';

/** Up to where I have read, of this page's own knowledge: the server is told, and need not tell back. */
const seqs = new Map<string, number>();
const listeners = new Set<() => void>();

export function setRead(conversationId: string, seq: number): void {
  seqs.set(conversationId, seq);
  for (const listener of listeners) listener();
}

export const readUpTo = (conversation: ConversationRow): number =>
  seqs.get(conversation.id) ?? conversation.last_read_seq;

/** Whether the lead has written something that I have not seen. */
export function useIsUnread(conversation: ConversationRow | null): boolean {
  return useSyncExternalStore(subscribe, () =>
    conversation === null ? false : conversation.last_inbound_seq > readUpTo(conversation),
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
