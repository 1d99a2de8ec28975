import type { Decision, Decisions } from '@ringback/shared/db/decisions.ts';
import type { CallRow } from '@ringback/shared/db/rows.ts';
import { isNear } from '@ringback/shared/domain/near.ts';
import { scheduleCall as scheduleCallJob } from '@ringback/shared/jobs/catalog.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Answer } from '../../http/route.ts';

export type CallAnswersDeps = {
  decisions: Pick<Decisions, 'firstOfCall'>;
  enqueue: Enqueue;
  log: Logger;
};

/** Nudges a worker for a call that stands in its row, and says what became of the order. */
export function createCallAnswers({ decisions, enqueue, log }: CallAnswersDeps) {
  return { scheduled, merged, replayed };

  async function scheduled(call: CallRow, decision: Decision, at: Date): Promise<Answer> {
    return answer(202, call, decision, await nudge(call, at));
  }

  /** The order is one with an earlier one: its call is named, as it stands now. */
  async function merged(call: CallRow, at: Date): Promise<Answer> {
    const held = call.status === 'held';
    return {
      status: 202,
      data: {
        call_id: call.id,
        job_id: scheduleCallJob.id({ callId: call.id }),
        status: call.status,
        queued: waits(call) ? await nudge(call, at) : true,
        merged: true,
        ...(held ? { held_until: new Date(call.run_at).toISOString() } : {}),
        ...(held && call.held_reason ? { held_reason: call.held_reason } : {}),
      },
    };
  }

  /** What was said first stands in the first decision; the call itself may have moved on. */
  async function replayed(call: CallRow, at: Date): Promise<Answer> {
    const [first, queued] = await Promise.all([
      decisions.firstOfCall(call.id),
      waits(call) ? nudge(call, at) : true,
    ]);
    const decision: Decision = {
      verdict: first?.verdict ?? 'allow',
      rule: first?.rule ?? '',
      reason: first?.reason ?? '',
      ...(first?.hold_until ? { hold_until: first.hold_until } : {}),
    };
    return answer(200, call, decision, queued);
  }
  /** True if a job is in the queue now. */
  async function nudge(call: CallRow, at: Date): Promise<boolean> {
    const dueAt = new Date(call.run_at);
    if (!isNear('orders', dueAt, at)) return false;
    const delayMs = dueAt.getTime() - at.getTime();
    try {
      await enqueue(scheduleCallJob, { callId: call.id }, { delayMs, priority: call.priority });
      return true;
    } catch (err) {
      log.warn({ err, callId: call.id }, 'call accepted without its job');
      return false;
    }
  }
}

const waits = ({ status }: CallRow) => status === 'scheduled' || status === 'held';

function answer(status: number, call: CallRow, decision: Decision, queued: boolean): Answer {
  const held = decision.verdict === 'hold';
  return {
    status,
    data: {
      call_id: call.id,
      job_id: scheduleCallJob.id({ callId: call.id }),
      status: held ? 'held' : 'scheduled',
      queued,
      ...(held && decision.hold_until
        ? { held_until: new Date(decision.hold_until).toISOString(), held_reason: decision.rule }
        : {}),
    },
  };
}
