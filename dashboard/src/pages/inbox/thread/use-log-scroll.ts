import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { useDesk } from '../desk.ts';

/** So far from the end one still reads it. */
const NEAR_PX = 80;
/** After so long without a shift every item that came with an older page has been measured. */
const HELD_MS = 1_500;
/** So far below the upper edge stands an item that was asked for: what came before is in sight. */
const TARGET_BELOW_PX = 140;

/**
 * Where the log stands: at its end it follows what comes, elsewhere it holds still. Left and opened
 * again, it stands where it was.
 */
export function useLogScroll(conversationId: string, items: readonly { key: string }[]) {
  const { places } = useDesk();
  const scroller = useRef<HTMLElement>(null);
  const virtual = useRef<VirtualizerHandle>(null);
  const before = useRef<{ first: string | undefined; top: number }>({ first: undefined, top: 0 });
  const place = useRef(places.get(conversationId) ?? { atEnd: true as const });
  const [isAtEnd, setAtEnd] = useState(place.current.atEnd);

  const firstKey = items[0]?.key;
  const wasFirst = before.current.first;
  const isPrepending =
    wasFirst !== undefined && firstKey !== wasFirst && items.some(({ key }) => key === wasFirst);

  // Items are measured after the last scroll too: where they stand is read before older ones come.
  if (isPrepending && scroller.current && !place.current.atEnd) {
    place.current = placeIn(scroller.current);
  }
  // The item that stays where it is while older ones before it are measured.
  const held = useRef<{ key: string; below: number; until: number } | null>(null);

  const pin = useCallback(() => {
    const log = scroller.current;
    if (!log) return;
    if (place.current.atEnd) log.scrollTop = log.scrollHeight;
    // A slow machine measures late: as long as something still shifts, it is held on.
    else if (held.current && hold(log, held.current)) {
      held.current.until = performance.now() + HELD_MS;
    }
  }, []);
  const letGo = useCallback(() => {
    held.current = null;
  }, []);

  const isRestored = useRef(false);
  useLayoutEffect(() => {
    before.current.first = firstKey;
    if (isPrepending && !place.current.atEnd) {
      held.current = { ...place.current, until: performance.now() + HELD_MS };
      keepHeld();
    }
    if (!isRestored.current && items.length > 0) {
      isRestored.current = true;
      restore();
    } else pin();

    function restore(): void {
      const kept = place.current;
      const index = kept.atEnd ? -1 : items.findIndex(({ key }) => key === kept.key);
      if (kept.atEnd || index < 0) {
        place.current = { atEnd: true };
        pin();
        return;
      }
      virtual.current?.scrollToIndex(index, { align: 'start', offset: -kept.below });
    }
  });

  function keepHeld(): void {
    if (!held.current) return;
    if (performance.now() > held.current.until) {
      held.current = null;
      onScroll();
      return;
    }
    requestAnimationFrame(keepHeld);
    pin();
  }

  function onScroll(): void {
    const log = scroller.current;
    if (!log || held.current) return;
    const below = log.scrollHeight - log.scrollTop - log.clientHeight;
    const isUp = log.scrollTop < before.current.top - 1;
    before.current.top = log.scrollTop;
    // Only a person scrolls up: what grows below moves the end away, and is followed.
    const isNear = below <= NEAR_PX || (place.current.atEnd && !isUp);
    place.current = isNear ? { atEnd: true } : placeIn(log);
    places.set(conversationId, place.current);
    setAtEnd(isNear);
  }

  return {
    scroller,
    virtual,
    isPrepending,
    isAtEnd,
    /** Whoever scrolls by hand is not held. */
    onWheel: letGo,
    onTouchMove: letGo,
    onPointerDown: letGo,
    onKeyDown: letGo,
    onScroll,
    onResize: pin,
    /** Shows an item, and holds still there. */
    goTo(key: string): void {
      place.current = { atEnd: false, key, below: TARGET_BELOW_PX };
      places.set(conversationId, place.current);
      setAtEnd(false);
      isRestored.current = true;
      held.current = { key, below: TARGET_BELOW_PX, until: performance.now() + HELD_MS };
      virtual.current?.scrollToIndex(
        items.findIndex((item) => item.key === key),
        { align: 'start', offset: -TARGET_BELOW_PX },
      );
      keepHeld();
    },
    toEnd(): void {
      place.current = { atEnd: true };
      places.set(conversationId, place.current);
      setAtEnd(true);
      pin();
    },
  };
}

function placeIn(log: HTMLElement) {
  const top = log.getBoundingClientRect().top;
  for (const item of log.querySelectorAll<HTMLElement>('.log-item')) {
    const box = item.getBoundingClientRect();
    const key = item.dataset['key'];
    if (box.bottom > top && key) return { atEnd: false as const, key, below: box.top - top };
  }
  return { atEnd: true as const };
}

/** Puts an item back where it stood; whether it had been shifted. */
function hold(log: HTMLElement, { key, below }: { key: string; below: number }): boolean {
  const item = log.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!item) return false;
  const off = item.getBoundingClientRect().top - log.getBoundingClientRect().top - below;
  if (Math.abs(off) <= 0.5) return false;
  const before = log.scrollTop;
  log.scrollTop += off;
  return log.scrollTop !== before;
}
