import type { Begun } from '@ringback/shared/db/calls/dial-calls.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import { waitUntil } from '@ringback/shared/queue/wait-until.ts';

/** No call is placed while all concurrent calls are in use; one may end within half a second. */
const FULL_MS = 500;

/** How a call's job ends when its claim was refused. */
export function notClaimed(claim: Exclude<Begun, { verdict: 'go' }>, now: Date): Verdict {
  switch (claim.verdict) {
    case 'skip':
      return { kind: 'skip', reason: `already ${claim.status}` };
    case 'denied':
      return { kind: 'skip', reason: claim.rule };
    case 'full':
      return { kind: 'throttle', ms: FULL_MS, reason: 'all concurrent calls are in use' };
    case 'wait':
      return waitUntil('calls', new Date(claim.until), now, claim.rule);
  }
}
