import type { Passed } from './relay.ts';

/** At different processes, so close together, either may stand first. */
export const EITHER_WAY_MS = 5;

/** The pairs that stand the wrong way round: what arrived later, well later or at the same api, is before. */
export function misplaced(order: readonly Passed[]): [Passed, Passed][] {
  return order.flatMap((earlier, place) =>
    order
      .slice(place + 1)
      .filter((later) => {
        if (earlier.api === later.api) return earlier.atMs > later.atMs;
        return earlier.atMs - later.doneMs >= EITHER_WAY_MS;
      })
      .map((later): [Passed, Passed] => [earlier, later]),
  );
}
