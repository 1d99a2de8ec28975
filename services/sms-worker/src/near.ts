import type { Verdict } from '@ringback/shared/queue/run-worker.ts';

/** How far ahead work sits in the queue. Beyond that it is a row, and the sweep's business. */
export const NEAR_MS = 5_000;

/** Only the near future sits in the queue; what is further away the sweep brings back. */
export function waitUntil(until: Date, now: Date, reason: string): Verdict {
  return until.getTime() - now.getTime() <= NEAR_MS
    ? { kind: 'snooze', until, reason }
    : { kind: 'skip', reason: `held: ${reason}` };
}
