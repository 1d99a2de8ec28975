import type { Presence } from '@ringback/shared/events/presence.ts';

/** The last sign of somebody is good for so long. */
export const FORGOTTEN_MS = 8_000;

type Timer = (run: () => void, ms: number) => () => void;
type Known = { presence: Presence; cancel: () => void };

const NOBODY: readonly Presence[] = [];

/** Who looks at a conversation or writes in it, as far as it was heard within the last seconds. */
export function createPresence(setTimer: Timer) {
  const known = new Map<string, Map<string, Known>>();
  const lists = new Map<string, readonly Presence[]>();
  const listeners = new Set<() => void>();

  function publish(conversationId: string): void {
    const people = [...(known.get(conversationId)?.values() ?? [])].map((one) => one.presence);
    if (people.length > 0) lists.set(conversationId, people);
    else lists.delete(conversationId);
    for (const listener of listeners) listener();
  }
  function forget({ conversation_id: id, user_id }: Presence): void {
    known.get(id)?.get(user_id)?.cancel();
    if (known.get(id)?.delete(user_id)) publish(id);
  }

  return {
    hear(presence: Presence): void {
      const { conversation_id: id, user_id, state } = presence;
      if (state === 'gone') {
        forget(presence);
        return;
      }
      const people = known.get(id) ?? new Map<string, Known>();
      known.set(id, people);
      const before = people.get(user_id);
      before?.cancel();
      people.set(user_id, { presence, cancel: setTimer(() => forget(presence), FORGOTTEN_MS) });
      if (before?.presence.state !== state) publish(id);
    },
    /** The same list until it changes. */
    of: (conversationId: string): readonly Presence[] => lists.get(conversationId) ?? NOBODY,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
