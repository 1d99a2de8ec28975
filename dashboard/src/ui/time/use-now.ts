import { useSyncExternalStore } from 'react';

type Clock = {
  now: number;
  listeners: Set<() => void>;
  timer: ReturnType<typeof setInterval> | null;
};

const clocks = new Map<number, Clock>();

function clockOf(everyMs: number): Clock {
  const known = clocks.get(everyMs) ?? { now: Date.now(), listeners: new Set(), timer: null };
  clocks.set(everyMs, known);
  return known;
}

/**
 * The time, again every so many milliseconds: one timer for all parts of a page that ask for the same.
 * Only the clocks of live calls ask for a second; a hidden page has none.
 */
export function useNow(everyMs = 30_000): number {
  const clock = clockOf(everyMs);
  return useSyncExternalStore(
    (listener) => {
      clock.listeners.add(listener);
      clock.timer ??= setInterval(() => {
        if (document.visibilityState === 'hidden') return;
        clock.now = Date.now();
        for (const each of clock.listeners) each();
      }, everyMs);
      return () => {
        clock.listeners.delete(listener);
        if (clock.listeners.size > 0 || clock.timer === null) return;
        clearInterval(clock.timer);
        clock.timer = null;
      };
    },
    () => {
      // A page that comes up again after a while shows no old time.
      if (clock.timer === null)
        clock.now = Math.max(clock.now, Date.now() - (Date.now() % everyMs));
      return clock.now;
    },
  );
}
