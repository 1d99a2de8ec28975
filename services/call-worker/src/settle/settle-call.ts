import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import { wordsCompleteAt } from '@ringback/shared/domain/calls/last-words.ts';
import { isNear } from '@ringback/shared/domain/near.ts';
import {
  analyzeConversation,
  scheduleCall,
  type settleCall,
} from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { callReach, isUnreported } from './call-reach.ts';
import { nextDial } from './next-dial.ts';
import { settlement } from './settlement.ts';

type Deps = {
  calls: Pick<Calls, 'toSettle' | 'settle'>;
  enqueue: Enqueue;
  uuid: () => string;
  maxDials: number;
  /** After so many calls in a row in which nobody heard us dialing rests; then one call tries. */
  voice: { restsAfter: number; pauseSeconds: number };
  now: Now;
};

const LOOK_AGAIN_MS = 1_000;

/** A call has ended: dial again later, or have its words analysed. Once, however often it is told. */
export function createSettleCall(deps: Deps): Processor<PayloadOf<typeof settleCall>> {
  const { calls, enqueue, uuid, maxDials, voice, now } = deps;

  return async function settleCall({ callId }, { log }) {
    const { call, heard: facts } = await calls.toSettle(callId);
    if (!call.ended_at) return { kind: 'skip', reason: `still ${call.status}` };

    const at = now();
    const lookAgain = new Date(at.getTime() + LOOK_AGAIN_MS);
    if (isUnreported(call, facts, at)) {
      return { kind: 'snooze', until: lookAgain, reason: 'nobody has told yet what was heard' };
    }
    const reach = callReach(call, facts);
    const next = nextDial(call, reach, maxDials);
    const runAt = next.kind === 'redial' ? new Date(at.getTime() + next.afterMs) : null;
    const verdict = settlement({ call, facts, reach, next, voice });
    const redial = runAt && { id: uuid(), run_at: runAt.toISOString() };
    const settled = await calls.settle(callId, { redial, ...verdict }, at);
    if (settled.result === 'not_ended') return { kind: 'skip', reason: 'not ended' };
    if (settled.result === 'changed') {
      return { kind: 'snooze', until: lookAgain, reason: 'more is known of what was heard' };
    }

    if (settled.redial_id && runAt && isNear('calls', runAt, at)) {
      const delayMs = runAt.getTime() - at.getTime();
      await enqueue(scheduleCall, { callId: settled.redial_id }, { delayMs });
    }
    // Of a call that was cut off by us before the lead said anything there is nothing to judge.
    if (settled.has_words && reach.kind !== 'unheard') {
      // Begun before the last words are written, it would have to begin again.
      const completeAt = wordsCompleteAt({
        endedAt: new Date(call.ended_at),
        settledAt: at,
        streamOpenSince: call.stream_open_since,
        streams: call.streams_opened,
      });
      const delayMs = Math.max(0, completeAt.getTime() - at.getTime());
      await enqueue(analyzeConversation, { callId }, { delayMs });
    }
    log.info(
      {
        callId,
        status: call.status,
        reach: reach.kind,
        silence: reach.kind === 'unheard' ? reach.reason : undefined,
        next: next.kind,
        redialId: settled.redial_id ?? undefined,
      },
      'call settled',
    );
    return { kind: 'done' };
  };
}
