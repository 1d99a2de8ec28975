import { useSyncExternalStore } from 'react';
import { useLive } from '../../../live/use-live.ts';
import { useMe } from '../../../session/use-me.ts';
import type { ConversationRow } from './rows.ts';

/**
 * Up to where I have read. `mine` is what this page did itself, and stands at once; `listed` is what
 * a list said when it was fetched, for conversations that no event has told of.
 */
const mine = new Map<string, number>();
const listed = new Map<string, number>();
const listeners = new Set<() => void>();

export function setRead(conversationId: string, seq: number): void {
  mine.set(conversationId, seq);
  for (const listener of listeners) listener();
}

type Listed = Pick<ConversationRow, 'id' | 'last_inbound_seq'>;

export function noteListed({ id, last_inbound_seq: last }: Listed, unread: number): void {
  listed.set(id, unread === 0 ? last : last - 1);
}

/** Whether the lead has written something that I have not seen. */
export function useIsUnread(conversation: ConversationRow | null): boolean {
  const { store } = useLive();
  const { user } = useMe();
  const id = conversation?.id ?? '';
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      const end = store.subscribe(`conversation_read:${user.id}/${id}`, listener);
      return () => {
        listeners.delete(listener);
        end();
      };
    },
    () => {
      if (conversation === null) return false;
      const told = store.get('conversation_read', `${user.id}/${id}`)?.seq;
      const upTo = mine.get(id) ?? told ?? listed.get(id) ?? 0;
      return conversation.last_inbound_seq > upTo;
    },
  );
}
