import { useEffect, useRef, useState } from 'react';
import { api, dataOf } from '../../../api/client.ts';
import { toasts } from '../../../ui/toast/toasts.ts';

const TAKE_BACK_MS = 3_000;

/** Ends a call 3 s after the first press; a second press within them takes it back. */
export function useHangup(id: string): { isEnding: boolean; press: () => void } {
  const [isEnding, setEnding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
    },
    [],
  );

  async function end(): Promise<void> {
    timer.current = null;
    try {
      await dataOf(api.POST('/api/calls/{id}/hangup', { params: { path: { id } } }));
    } catch (error) {
      toasts.show(`Not ended: ${error instanceof Error ? error.message : String(error)}`);
    }
    setEnding(false);
  }

  return {
    isEnding,
    press() {
      if (timer.current) {
        clearTimeout(timer.current);
        timer.current = null;
        setEnding(false);
      } else if (!isEnding) {
        setEnding(true);
        timer.current = setTimeout(() => void end(), TAKE_BACK_MS);
      }
    },
  };
}
