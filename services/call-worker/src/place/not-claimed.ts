import type { Begun } from '@ringback/shared/db/calls/dial-calls.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import { waitUntil } from '@ringback/shared/queue/wait-until.ts';

/** While every line is taken nobody is dialed; half a second later one may be free. */
const FULL_MS = 500;

/** How the job of a call ends whose claim was not given. */
export function notClaimed(claim: Exclude<Begun, { verdict: 'go' }>, now: Date): Verdict {
  switch (claim.verdict) {
    case 'skip':
      return { kind: 'skip', reason: `already ${claim.status}` };
    case 'denied':
      return { kind: 'skip', reason: claim.rule };
    case 'full':
      return { kind: 'throttle', ms: FULL_MS, reason: 'every line is taken' };
    case 'wait':
      return waitUntil('calls', new Date(claim.until), now, claim.rule);
  }
}
