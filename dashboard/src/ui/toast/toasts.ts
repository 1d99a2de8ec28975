/** What just happened, and the way back. */
export type Toast = { id: number; words: string; undo: (() => void) | null };

const LASTS_MS = 10_000;

/** One at a time: the newest. It stays while it is pointed at or has the focus. */
export function createToasts(setTimer: (run: () => void, ms: number) => () => void) {
  const listeners = new Set<() => void>();
  let current: Toast | null = null;
  let cancel = () => {};
  let nextId = 1;

  const set = (toast: Toast | null) => {
    current = toast;
    for (const listener of listeners) listener();
  };
  const letGo = () => {
    cancel();
    cancel = setTimer(() => set(null), LASTS_MS);
  };

  return {
    current: () => current,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show(words: string, undo: (() => void) | null = null): void {
      set({ id: nextId, words, undo });
      nextId += 1;
      letGo();
    },
    hold: () => cancel(),
    letGo,
    dismiss(): void {
      cancel();
      set(null);
    },
    undo(): boolean {
      const undo = current?.undo;
      if (!undo) return false;
      cancel();
      set(null);
      undo();
      return true;
    },
  };
}

export const toasts = createToasts((run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
});
