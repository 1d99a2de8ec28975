/** The clock of everything that concerns texts. A test passes one that it moves itself. */
export type Clock = {
  now(): Date;
  /** Runs once after so many milliseconds. Its return value is ignored. */
  after(delayMs: number, run: () => void): unknown;
};

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The clock of this machine. It keeps no process alive. */
export const realClock: Clock = {
  now: () => new Date(),
  after(delayMs, run) {
    const restMs = delayMs - LONGEST_TIMER_MS;
    if (restMs > 0) setTimeout(() => realClock.after(restMs, run), LONGEST_TIMER_MS).unref();
    else setTimeout(run, delayMs).unref();
  },
};
