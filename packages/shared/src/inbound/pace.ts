/**
 * What arrived at another process before this one is known by the least of these. Where nobody can
 * ask the others: it is stored by then, as they are as busy as this one, whose own longest way from
 * arrival to storage says how long that may take.
 */
const SETTLE_MS = { least: 30, most: 1_500, share: 1.5 };
/** So much of the longest way is remembered with each call. */
const FADES = 0.97;
const MOST_TAKEN = 40;
/** One call takes in what it can in so long: a slow database gets fewer at a time. */
const CALL_MS = 1_000;
const FIRST_CALL = 10;

export type Pace = ReturnType<typeof createPace>;

/** How long texts wait for one another and how many go at once, by how fast the database is. */
export function createPace() {
  let longestWayMs = 0;
  let mostTaken = FIRST_CALL;
  return {
    settleMs(canAsk: boolean): number {
      const { least, most, share } = SETTLE_MS;
      return canAsk ? least : Math.min(most, Math.max(least, longestWayMs * share));
    },
    mostTaken: () => mostTaken,
    /** From arrival to storage; what waited in a spool came another way. */
    stored(waysMs: readonly number[]): void {
      const ours = waysMs.filter((ms) => ms < 2 * SETTLE_MS.most);
      longestWayMs = Math.max(longestWayMs * FADES, ...ours);
    },
    taken(count: number, ms: number): void {
      mostTaken = Math.max(1, Math.min(MOST_TAKEN, Math.floor(CALL_MS / (ms / count))));
    },
  };
}
