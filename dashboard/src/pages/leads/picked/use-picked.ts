import { useState } from 'react';

/** Which rows of a page are selected. Another page begins with none. */
export function usePicked(ids: readonly number[]) {
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const [last, setLast] = useState<number | null>(null);
  const here = ids.filter((id) => picked.has(id));

  function pick(id: number, isPicked: boolean, toHere = false): void {
    const changed = toHere && last !== null ? between(ids, last, id) : [id];
    // Of what is selected by then: two presses may come before the page is painted again.
    setPicked((before) => {
      const next = new Set(ids.filter((one) => before.has(one)));
      for (const one of changed) {
        if (isPicked) next.add(one);
        else next.delete(one);
      }
      return next;
    });
    setLast(id);
  }

  return {
    ids: here,
    has: (id: number) => picked.has(id),
    pick,
    pickAll: (isPicked: boolean) => setPicked(new Set(isPicked ? ids : [])),
    clear: () => setPicked(new Set()),
  };
}

/** The ids from one to another, both included, whichever stands first. */
export function between(ids: readonly number[], one: number, other: number): number[] {
  const [from, to] = [ids.indexOf(one), ids.indexOf(other)].sort((a, b) => a - b);
  return from === undefined || to === undefined || from < 0 ? [other] : ids.slice(from, to + 1);
}
