/** An order that is held while somebody looks at it, and what would change if it were not. */
export type HeldOrder = { ids: string[]; moved: number };

/**
 * The order that is shown. Held, it stays as it is, with what has left and without what is new;
 * `moved` counts what would stand elsewhere. What is open never leaves.
 */
export function heldOrder(
  shown: readonly string[],
  fresh: readonly string[],
  { isHeld, open }: { isHeld: boolean; open: string | null },
): HeldOrder {
  if (isHeld && shown.length > 0) return { ids: [...shown], moved: movedUp(shown, fresh) };
  return { ids: withOpen(shown, fresh, open), moved: 0 };
}

function withOpen(
  shown: readonly string[],
  fresh: readonly string[],
  open: string | null,
): string[] {
  const place = open === null || fresh.includes(open) ? -1 : shown.indexOf(open);
  return open === null || place < 0 ? [...fresh] : fresh.toSpliced(place, 0, open);
}

function movedUp(shown: readonly string[], fresh: readonly string[]): number {
  const places = new Map(shown.map((id, place) => [id, place]));
  const known = fresh.flatMap((id) => places.get(id) ?? []);
  return known.length - longestRising(known) + countNew(fresh, places);
}

/** What follows at the end of a page that was loaded has not moved. */
function countNew(fresh: readonly string[], places: ReadonlyMap<string, number>): number {
  const last = fresh.findLastIndex((id) => places.has(id));
  return fresh.slice(0, Math.max(0, last)).filter((id) => !places.has(id)).length;
}

/** The most items that keep their order among one another: the others have moved. */
function longestRising(values: readonly number[]): number {
  const ends: number[] = [];
  for (const value of values) {
    const at = ends.findIndex((end) => end >= value);
    if (at < 0) ends.push(value);
    else ends[at] = value;
  }
  return ends.length;
}
