import { NEAR_MS as NEAR } from '@ringback/shared/domain/near.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';

/** How far ahead a text sits in the queue. */
export const NEAR_MS = NEAR.texts;

/** Only the near future sits in the queue; what is further away the sweep brings back. */
export function waitUntil(until: Date, now: Date, reason: string): Verdict {
  return until.getTime() - now.getTime() <= NEAR_MS
    ? { kind: 'snooze', until, reason }
    : { kind: 'skip', reason: `held: ${reason}` };
}
