import { createHoldTone } from '../session/hold-tone.ts';
import type { Line } from '../session/session-deps.ts';

/** While the database takes its time the lead hears that the line lives. */
export async function keepCompany<T>(
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
