import { setImmediate as nextTurn } from 'node:timers/promises';

type Turns<T> = {
  /** What a piece of the work costs, in any unit. */
  costOf: (item: T) => number;
  /** So much of it before other work has a turn. One piece may cost more. */
  most: number;
  pause?: () => Promise<unknown>;
};

/** Works through a list piece by piece, and yields to other work of this process in between. */
export async function inTurns<T, R>(
  items: readonly T[],
  work: (item: T) => R,
  { costOf, most, pause = nextTurn }: Turns<T>,
): Promise<R[]> {
  const done: R[] = [];
  let spent = 0;
  for (const item of items) {
    const cost = costOf(item);
    if (spent > 0 && spent + cost > most) {
      await pause();
      spent = 0;
    }
    done.push(work(item));
    spent += cost;
  }
  return done;
}
