import { wait } from '../wait.ts';

/** Releases calls at the account's pace, in the order in which they came. */
export type Pacer = { turn(signal: AbortSignal): Promise<number> };

/** `turn` resolves with the milliseconds spent waiting. */
export function createPacer(perSecond: () => number, now: () => number = Date.now): Pacer {
  let freeAt = 0;
  return {
    async turn(signal) {
      const at = now();
      const startsAt = Math.max(at, freeAt);
      freeAt = startsAt + 1000 / perSecond();
      const queuedMs = Math.round(startsAt - at);
      if (queuedMs > 0) await wait(queuedMs, signal);
      return queuedMs;
    },
  };
}
