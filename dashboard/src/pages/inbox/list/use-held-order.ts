import { useEffect, useRef, useState } from 'react';
import { heldOrder } from './list-order.ts';

const AFTER_MS = 5_000;

/** Keeps the order while the pointer or the focus is in the list, and for 5 s after. */
export function useHeldOrder(fresh: readonly string[], open: string | null, view: string) {
  const shown = useRef<{ view: string; ids: string[] }>({ view, ids: [] });
  const [isHeld, setHeld] = useState(false);
  const inside = useRef({ pointer: false, focus: false });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const before = shown.current.view === view ? shown.current.ids : [];
  const order = heldOrder(before, fresh, { isHeld, open });
  // A page that was loaded below, and rows that are found, stand at the end also while it is held.
  const isHeldList = isHeld && before.length > 0;
  const ids = isHeldList ? withTail(order.ids, fresh) : order.ids;
  useEffect(() => {
    shown.current = { view, ids };
  });
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
    },
    [],
  );

  function note(change: Partial<typeof inside.current>): void {
    inside.current = { ...inside.current, ...change };
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    if (inside.current.pointer || inside.current.focus) setHeld(true);
    else timer.current = setTimeout(() => setHeld(false), AFTER_MS);
  }

  return {
    ids,
    moved: isHeldList ? order.moved : 0,
    show(): void {
      shown.current = { view, ids: heldOrder(ids, fresh, { isHeld: false, open }).ids };
      setHeld(false);
      // Whoever is still in the list holds the new order.
      timer.current = setTimeout(() => {
        if (inside.current.pointer || inside.current.focus) setHeld(true);
      });
    },
    handlers: {
      onPointerEnter: () => note({ pointer: true }),
      onPointerLeave: () => note({ pointer: false }),
      onFocus: () => note({ focus: true }),
      onBlur: () => note({ focus: false }),
    },
  };
}

function withTail(held: readonly string[], fresh: readonly string[]): string[] {
  const known = new Set(held);
  const last = fresh.findLastIndex((id) => known.has(id));
  return [...held, ...fresh.slice(last + 1).filter((id) => !known.has(id))];
}
