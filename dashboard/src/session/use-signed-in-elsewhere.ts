import { useEffect, useRef } from 'react';
import { type Me, readMe } from './session.ts';

/** Goes on when one comes back to this tab and has signed in again in another one meanwhile. */
export function useSignedInElsewhere(ended: boolean, onSignedIn: (me: Me) => void): void {
  const enter = useRef(onSignedIn);
  enter.current = onSignedIn;
  useEffect(() => {
    if (!ended) return;
    const look = () => {
      if (document.visibilityState === 'hidden') return;
      readMe().then(
        (me) => enter.current(me),
        () => undefined,
      );
    };
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [ended]);
}
