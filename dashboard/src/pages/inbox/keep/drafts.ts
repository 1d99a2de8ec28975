import type { Keep } from './keep.ts';
import { putBelow } from './outgoing.ts';

const QUIET_MS = 300;

type Deps = {
  keep: Keep<string>;
  setTimer: (run: () => void, ms: number) => () => void;
};

export type DraftMode = 'text' | 'note';

const keyOf = (conversationId: string, mode: DraftMode) => `${conversationId} ${mode}`;

/** What has been typed and not sent, for each conversation; written down 300 ms after the last key. */
export function createDrafts({ keep, setTimer }: Deps) {
  const drafts = new Map<string, string>();
  const waiting = new Map<string, () => void>();
  const listeners = new Set<() => void>();

  function change(key: string, words: string): void {
    if ((drafts.get(key) ?? '') === words) return;
    if (words === '') drafts.delete(key);
    else drafts.set(key, words);
    waiting.get(key)?.();
    waiting.set(
      key,
      setTimer(() => write(key), QUIET_MS),
    );
    for (const listener of listeners) listener();
  }

  function write(key: string): void {
    waiting.get(key)?.();
    waiting.delete(key);
    const words = drafts.get(key);
    void (words === undefined ? keep.remove(key) : keep.put(key, words));
    for (const listener of listeners) listener();
  }

  return {
    /** What an earlier page has kept. Words that were typed meanwhile stay. */
    async load(): Promise<void> {
      for (const [key, words] of await keep.all()) {
        if (!drafts.has(key) && !waiting.has(key)) drafts.set(key, words);
      }
      for (const listener of listeners) listener();
    },
    get: (conversationId: string, mode: DraftMode): string =>
      drafts.get(keyOf(conversationId, mode)) ?? '',
    /** Whether it has been written down as it is. */
    isKept: (conversationId: string, mode: DraftMode): boolean =>
      drafts.has(keyOf(conversationId, mode)) && !waiting.has(keyOf(conversationId, mode)),
    set(conversationId: string, mode: DraftMode, words: string): void {
      change(keyOf(conversationId, mode), words);
    },
    putBelow(conversationId: string, words: string): void {
      const key = keyOf(conversationId, 'text');
      change(key, putBelow(drafts.get(key) ?? '', words));
    },
    /** At once: the page is about to be left. */
    flush(): void {
      for (const key of [...waiting.keys()]) write(key);
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type Drafts = ReturnType<typeof createDrafts>;
