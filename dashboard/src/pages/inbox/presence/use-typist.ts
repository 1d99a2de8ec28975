import { useSyncExternalStore } from 'react';
import { useLive } from '../../../live/use-live.ts';
import { useMe } from '../../../session/use-me.ts';

/** The name of a colleague who writes in a conversation right now. */
export function useTypist(conversationId: string): string | null {
  const { presence } = useLive();
  const { user } = useMe();
  const people = useSyncExternalStore(presence.subscribe, () => presence.of(conversationId));
  const typist = people.find(({ user_id, state }) => state === 'typing' && user_id !== user.id);
  return typist?.name ?? null;
}
