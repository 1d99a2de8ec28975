import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import { isLive } from '@ringback/shared/domain/calls/call.ts';
import type { endCall } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { CallProvider } from '@ringback/shared/providers/calls/port.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';

type Deps = {
  calls: Pick<Calls, 'get' | 'deny'>;
  providerOf: (provider: string) => Pick<CallProvider, 'hangup'>;
  now: Now;
};

/** Long enough for the sid of a call that is just being placed to arrive. */
const SID_MS = 1_000;

/** Hangs up a live call, or cancels one that has not been placed yet. */
export function createEndCall({
  calls,
  providerOf,
  now,
}: Deps): Processor<PayloadOf<typeof endCall>> {
  return async function endCall({ callId, reason }, { log }) {
    const call = await calls.get(callId);
    if (call.status === 'scheduled' || call.status === 'held') {
      await calls.deny(callId, { rule: reason, reason: 'Cancelled before it was placed.' }, now());
      return { kind: 'done' };
    }
    if (!isLive(call.status)) return { kind: 'skip', reason: `already ${call.status}` };
    if (!call.call_sid) {
      const until = new Date(now().getTime() + SID_MS);
      return { kind: 'snooze', until, reason: 'the carrier has not assigned a sid yet' };
    }
    await providerOf(call.provider).hangup(call.call_sid);
    log.info({ callId, reason }, 'call hung up');
    return { kind: 'done' };
  };
}
