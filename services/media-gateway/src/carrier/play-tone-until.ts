import { createHoldTone } from '../session/hold-tone.ts';
import type { Line } from '../session/session-deps.ts';

/** Plays the hold tone while the lead waits for the database. */
export async function playToneUntil<T>(
  line: Line,
  everyMs: number,
  waitedFor: Promise<T>,
): Promise<T> {
  const tone = createHoldTone(line);
  const timer = setInterval(() => tone.play(performance.now()), everyMs);
  try {
    return await waitedFor;
  } finally {
    clearInterval(timer);
    tone.cutShort(performance.now());
  }
}
