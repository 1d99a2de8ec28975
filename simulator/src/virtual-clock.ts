import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from './clock.ts';

export type VirtualClock = Clock & {
  /** When the next task is due; null when none waits. */
  nextAt(): Date | null;
  /**
   * Moves on to `until`, stopping wherever a task is due. `settled` is awaited at the start and after
   * each stop: the place for whatever must have happened before time may go on.
   */
  moveTo(until: Date, settled?: () => Promise<unknown>): Promise<void>;
};

type Due = { at: number; run: () => void };

/** A clock that stands still until it is moved, so that a fortnight passes as fast as its work. */
export function createVirtualClock(startAt: Date): VirtualClock {
  let now = startAt.getTime();
  const waiting: Due[] = [];

  /** The first place behind all tasks that are due no later: equals run in the order they came. */
  const placeOf = (at: number) => {
    let low = 0;
    let high = waiting.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((waiting[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    now: () => new Date(now),
    after(delayMs, run) {
      const at = now + Math.max(delayMs, 0);
      waiting.splice(placeOf(at), 0, { at, run });
    },
    nextAt: () => (waiting[0] === undefined ? null : new Date(waiting[0].at)),
    async moveTo(until, settled = async () => undefined) {
      for (;;) {
        await turn();
        await settled();
        const next = waiting[0];
        if (next === undefined || next.at > until.getTime()) break;
        now = Math.max(now, next.at);
        for (const due of waiting.splice(0, placeOf(now))) due.run();
      }
      now = Math.max(now, until.getTime());
    },
  };
}
