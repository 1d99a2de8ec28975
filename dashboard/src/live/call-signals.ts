import type { CallSignal } from '@ringback/shared/events/call-signal.ts';
import { createBatch } from './batch.ts';

/** A gateway tells it again every five seconds: a call of which nothing is heard for so long is over. */
export const SILENT_MS = 12_000;

type Schedule = (run: () => void) => void;
type Timer = (run: () => void, ms: number) => () => void;
type Known = { signal: CallSignal; cancel: () => void };

/**
 * How live calls stand, the newest signal of each. What comes within a frame is told in one go, and only
 * to the part of the page that shows that call.
 */
export function createCallSignals(schedule: Schedule, setTimer: Timer) {
  const known = new Map<string, Known>();
  const listeners = new Map<string, Set<() => void>>();
  const tell = (callId: string) => {
    for (const listener of listeners.get(callId) ?? []) listener();
  };

  function forget(callId: string): void {
    known.get(callId)?.cancel();
    if (known.delete(callId)) tell(callId);
  }

  const batch = createBatch<CallSignal>(schedule, (signals) => {
    const newest = new Map(signals.map((signal) => [signal.call_id, signal]));
    for (const [callId, signal] of newest) {
      known.get(callId)?.cancel();
      known.set(callId, { signal, cancel: setTimer(() => forget(callId), SILENT_MS) });
      tell(callId);
    }
  });

  return {
    hear: (signals: readonly CallSignal[]) => batch.add(signals),
    /** The same object until there is another. */
    of: (callId: string): CallSignal | null => known.get(callId)?.signal ?? null,
    subscribe(callId: string, listener: () => void): () => void {
      const own = listeners.get(callId) ?? new Set();
      listeners.set(callId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(callId);
      };
    },
  };
}
