const STEP_MS = 20;

/** Calls each stream once for every 20 ms that have passed since it joined. */
export type Ticker = { add(step: () => void): () => void; stop(): void };

/**
 * One timer for all streams. Steps are counted from elapsed time, so a late timer catches up and no
 * stream drifts, however busy the process is.
 */
export function createTicker(now: () => number = () => performance.now()): Ticker {
  const guests = new Set<{ since: number; steps: number; step: () => void }>();
  let timer: NodeJS.Timeout | undefined;

  const tick = () => {
    const at = now();
    for (const guest of guests) {
      const due = Math.floor((at - guest.since) / STEP_MS);
      while (guest.steps < due && guests.has(guest)) {
        guest.steps += 1;
        guest.step();
      }
    }
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    guests.clear();
  };

  return {
    add(step) {
      const guest = { since: now(), steps: 0, step };
      guests.add(guest);
      timer ??= setInterval(tick, STEP_MS);
      return () => {
        guests.delete(guest);
        if (guests.size === 0) stop();
      };
    },
    stop,
  };
}
