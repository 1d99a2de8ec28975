import { isNear } from '../domain/near.ts';
import type { Verdict } from './run-worker.ts';

/** Only the near future sits in the queue; the sweep brings back what is further away. */
export function waitUntil(
  kind: 'calls' | 'texts',
  until: Date,
  now: Date,
  reason: string,
): Verdict {
  return isNear(kind, until, now)
    ? { kind: 'snooze', until, reason }
    : { kind: 'skip', reason: `held: ${reason}` };
}
