import type { CallSignal } from '@ringback/shared/events/call-signal.ts';
import { useCallback, useSyncExternalStore } from 'react';
import { useLive } from '../../../live/use-live.ts';

/** How a live call stands at this moment; null: nothing is known of it. */
export function useCallSignal(callId: string): CallSignal | null {
  const { callSignals } = useLive();
  const subscribe = useCallback(
    (listener: () => void) => callSignals.subscribe(callId, listener),
    [callSignals, callId],
  );
  return useSyncExternalStore(subscribe, () => callSignals.of(callId));
}
