import { type RefObject, useEffect, useRef } from 'react';

const LOOKED_AT_MS = 1_000;

/** Calls once something has stood on a visible page for a second; fetched is not read. */
export function useSeen(root: RefObject<Element | null>, onSeen: (() => void) | null): void {
  const latest = useRef(onSeen);
  latest.current = onSeen;
  const asks = onSeen !== null;
  useEffect(() => {
    const element = root.current;
    if (!asks || !element) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let isInView = false;
    const look = () => {
      const isSeen = isInView && document.visibilityState === 'visible';
      if (!isSeen && timer) {
        clearTimeout(timer);
        timer = null;
      }
      if (isSeen) timer ??= setTimeout(() => latest.current?.(), LOOKED_AT_MS);
    };
    const observer = new IntersectionObserver(
      ([entry]) => {
        isInView = entry?.isIntersecting ?? false;
        look();
      },
      { threshold: 0.5 },
    );
    observer.observe(element);
    document.addEventListener('visibilitychange', look);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', look);
      if (timer) clearTimeout(timer);
    };
  }, [root, asks]);
}
