import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

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
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (hoped(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`still ${JSON.stringify(answer)}`);
    await pause(LOOK_EVERY_MS);
  }
}
