import type { Calls } from '@ringback/shared/db/calls.ts';
import type { CallRow } from '@ringback/shared/db/rows.ts';
import { DEFAULT_REDIAL_POLICY, type DialEnd, redial } from '@ringback/shared/domain/redial.ts';
import { analyzeConversation } from '@ringback/shared/jobs/analyze-conversation.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import { scheduleCall } from '@ringback/shared/jobs/schedule-call.ts';
import type { settleCall } from '@ringback/shared/jobs/settle-call.ts';
import { isMachine } from '@ringback/shared/providers/calls/twilio-words.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { isBadNumber } from './bad-number.ts';
import { NEAR_MS } from './near.ts';

type Deps = {
  calls: Pick<Calls, 'get' | 'settle'>;
  enqueue: Enqueue;
  uuid: () => string;
  maxDials: number;
  now: Now;
};

/** A call has ended: dial again later, or have its words analysed. Once, however often it is told. */
export function createSettleCall(deps: Deps): Processor<PayloadOf<typeof settleCall>> {
  const { calls, enqueue, uuid, maxDials, now } = deps;

  return async ({ callId }, { log }) => {
    const call = await calls.get(callId);
    if (!call.ended_at) return { kind: 'skip', reason: `still ${call.status}` };

    const at = now();
    const next = nextDial(call, maxDials);
    const runAt = next.kind === 'redial' ? new Date(at.getTime() + next.afterMs) : null;
    const settled = await calls.settle(
      callId,
      {
        redial: runAt && { id: uuid(), run_at: runAt.toISOString() },
        // Words that were said before decide what is next, not the line that went dead after them.
        unless_words: hadNoSound(call),
        reason: runAt
          ? `The call ended as ${endedAs(call)}; it is tried again.`
          : 'No further dial.',
        stop_reason: next.kind === 'stop' ? next.reason : undefined,
      },
      at,
    );
    if (settled.result === 'not_ended') return { kind: 'skip', reason: 'not ended' };

    if (settled.redial_id && runAt && runAt.getTime() - at.getTime() <= NEAR_MS) {
      const delayMs = runAt.getTime() - at.getTime();
      await enqueue(scheduleCall, { callId: settled.redial_id }, { delayMs });
    }
    if (settled.has_words) await enqueue(analyzeConversation, { callId });
    log.info(
      { callId, status: call.status, next: next.kind, redialId: settled.redial_id ?? undefined },
      'call settled',
    );
    return { kind: 'done' };
  };
}

function nextDial(call: CallRow, maxDials: number) {
  if (call.direction === 'inbound' && !hadNoSound(call)) {
    return { kind: 'stop' as const, reason: 'reached' };
  }
  return redial({
    endedAs: endedAs(call),
    dial: call.dial,
    // The cap per day is judged at the claim, which holds the call until there is room again.
    dialsToday: 0,
    badNumber: isBadNumber(call.end_reason),
    policy: { ...DEFAULT_REDIAL_POLICY, maxDials },
  });
}

/** No gateway took it: somebody picked up, or rang us, and heard an apology. */
function hadNoSound({ wrap_up_reason: reason }: CallRow): boolean {
  return reason === 'no_media';
}

function endedAs(call: CallRow): DialEnd {
  const { status, answered_by: answeredBy } = call;
  switch (status) {
    case 'completed':
      if (answeredBy && isMachine(answeredBy)) return 'voicemail';
      return hadNoSound(call) ? 'failed' : 'completed';
    case 'busy':
    case 'no_answer':
    case 'failed':
      return status;
    default:
      return 'canceled';
  }
}
