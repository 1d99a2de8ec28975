import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

/**
 * Asks until the answer is what was hoped for, and gives that answer. What happens in the background
 * takes as long as the machine needs, so the wait is counted in time and never in tries; when it is
 * over, the error says what was there instead.
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
