import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from 'react';
import type { Noun, RowOf } from './kinds.ts';
import type { Live, LiveState } from './live.ts';
import type { RowStore } from './row-store.ts';

export const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('This part of a page stands outside of LiveContext.');
  return live;
}

export function useLiveState(): LiveState {
  const live = useLive();
  return useSyncExternalStore(live.subscribe, live.state);
}

/** One row as it stands now; the part is painted again when that row changes, and only then. */
export function useRow<N extends Noun>(noun: N, key: string | number | null): RowOf<N> | null {
  return useFromStore(key === null ? [] : [`${noun}:${key}`], (store) =>
    key === null ? null : store.get(noun, String(key)),
  );
}

/**
 * Something worked out from the store, again when one of the topics changes. It is painted again if
 * the outcome is another one; `isSame` says so where every outcome is a new object.
 */
export function useFromStore<T>(
  topics: readonly string[],
  select: (store: RowStore) => T,
  isSame: (a: T, b: T) => boolean = Object.is,
): T {
  const { store } = useLive();
  const last = useRef<{ value: T } | null>(null);
  const names = topics.join(' ');
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = names
        .split(' ')
        .filter(Boolean)
        .map((topic) => store.subscribe(topic, listener));
      return () => {
        for (const end of ends) end();
      };
    },
    [store, names],
  );
  return useSyncExternalStore(subscribe, () => {
    const value = select(store);
    if (last.current && isSame(last.current.value, value)) return last.current.value;
    last.current = { value };
    return value;
  });
}

/** Two lists of the same rows in the same order. */
export const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, index) => Object.is(item, b[index]));
