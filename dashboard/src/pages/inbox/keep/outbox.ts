import type { Keep } from './keep.ts';
import { afterFailure, type Outgoing, onReturn, type Writer } from './outgoing.ts';

type Text = Parameters<typeof onReturn>[1][number];

type Deps = {
  keep: Keep<Outgoing>;
  me: string;
  /** Sends it; the answer is merged into the rows of the page before this resolves. */
  send: (outgoing: Outgoing) => Promise<void>;
  /** What was said last in the conversation, from the server. */
  readTexts: (conversationId: string) => Promise<readonly Text[]>;
  /** It was not sent, since somebody has written meanwhile. */
  putBack: (outgoing: Outgoing, because: Writer) => void;
};

/** Texts on their way to the server: each conversation's in the order they were written. */
export function createOutbox({ keep, me, send, readTexts, putBack }: Deps) {
  let items: readonly Outgoing[] = [];
  const listeners = new Set<() => void>();
  const mine = new Set<string>();
  const queues = new Map<string, Promise<void>>();

  function set(next: readonly Outgoing[]): void {
    items = next;
    for (const listener of listeners) listener();
  }
  function put(outgoing: Outgoing): void {
    const rest = items.filter(({ id }) => id !== outgoing.id);
    const place = items.findIndex(({ id }) => id === outgoing.id);
    set(place < 0 ? [...rest, outgoing] : rest.toSpliced(place, 0, outgoing));
    void keep.put(outgoing.id, outgoing);
  }
  function remove(id: string): void {
    set(items.filter((one) => one.id !== id));
    void keep.remove(id);
  }
  const byId = (id: string) => items.find((one) => one.id === id);

  /** One after the other: two texts to one lead never overtake each other. */
  function queue(conversationId: string, work: () => Promise<void>): Promise<void> {
    const before = queues.get(conversationId) ?? Promise.resolve();
    const after = before.then(work, work);
    queues.set(conversationId, after);
    return after;
  }

  async function trySending(id: string): Promise<void> {
    const outgoing = byId(id);
    if (!outgoing || outgoing.state === 'refused') return;
    // What was written after one that is still kept waits behind it.
    const first = items.find(
      ({ conversation_id, state }) =>
        conversation_id === outgoing.conversation_id && state !== 'refused',
    );
    if (first && first.id !== id) {
      put({ ...outgoing, state: 'kept' });
      return;
    }
    try {
      await send(outgoing);
      remove(id);
    } catch (error) {
      if (byId(id)) put({ ...outgoing, ...afterFailure(error) });
    }
  }

  async function goOn(id: string): Promise<void> {
    const outgoing = byId(id);
    if (outgoing?.state !== 'kept') return;
    let next: ReturnType<typeof onReturn>;
    try {
      next = onReturn(outgoing, await readTexts(outgoing.conversation_id), { me, mine });
    } catch {
      return;
    }
    if (next.do === 'nothing') remove(id);
    else if (next.do === 'put_back') {
      remove(id);
      putBack(outgoing, next.because);
    } else {
      put({ ...outgoing, state: 'sending' });
      await trySending(id);
    }
  }

  return {
    all: (): readonly Outgoing[] => items,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** What an earlier page has not got rid of. Whether it arrived is asked before it is sent. */
    async load(): Promise<void> {
      const kept = (await keep.all()).map(([, outgoing]) => outgoing);
      for (const { id } of kept) mine.add(id);
      const known = new Set(items.map(({ id }) => id));
      set([
        ...kept
          .filter(({ id }) => !known.has(id))
          .map((one) => (one.state === 'sending' ? { ...one, state: 'kept' as const } : one))
          .sort((a, b) => (a.written_at < b.written_at ? -1 : 1)),
        ...items,
      ]);
    },
    add(outgoing: Omit<Outgoing, 'state' | 'why'>): Promise<void> {
      mine.add(outgoing.id);
      put({ ...outgoing, state: 'sending', why: null });
      return queue(outgoing.conversation_id, () => trySending(outgoing.id));
    },
    /** The server is back: everything that was kept goes on, or comes back to whoever wrote it. */
    async flush(): Promise<void> {
      const kept = items.filter(({ state }) => state === 'kept');
      await Promise.all(
        kept.map(({ id, conversation_id }) => queue(conversation_id, () => goOn(id))),
      );
    },
    /** Sent again as it is, after a refusal. */
    again(id: string): Promise<void> {
      const outgoing = byId(id);
      if (!outgoing) return Promise.resolve();
      put({ ...outgoing, state: 'sending', why: null });
      return queue(outgoing.conversation_id, () => trySending(id));
    },
    remove,
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
