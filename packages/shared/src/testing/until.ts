import { setTimeout as pause } from 'node:timers/promises';

/** The longer it has waited, the longer the pause: a tenth of the wait so far, between these two. */
const SHORTEST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 200;

/**
 * Polls until the answer is the expected one, and returns it. Background work takes as long as the
 * machine needs, so the wait is limited by time and never by tries; on a timeout the error names
 * the last answer.
 */
export async function until<T>(
  ask: () => Promise<T>,
  hoped: (answer: T) => boolean,
  withinMs = 90_000,
): Promise<T> {
  const begun = performance.now();
  for (;;) {
    const answer = await ask();
    if (hoped(answer)) return answer;
    const waited = performance.now() - begun;
    if (waited > withinMs) throw new Error(`still ${JSON.stringify(answer)}`);
    await pause(Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, waited / 10)));
  }
}
