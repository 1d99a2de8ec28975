/** Time for all that concerns texts. A test hands in one that it moves itself. */
export type Clock = {
  now(): Date;
  /** Runs once after so many milliseconds. Nothing is asked of what it returns. */
  after(delayMs: number, run: () => void): unknown;
};

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The time of this machine. It keeps no process alive. */
export const realClock: Clock = {
  now: () => new Date(),
  after(delayMs, run) {
    const restMs = delayMs - LONGEST_TIMER_MS;
    if (restMs > 0) setTimeout(() => realClock.after(restMs, run), LONGEST_TIMER_MS).unref();
    else setTimeout(run, delayMs).unref();
  },
};
