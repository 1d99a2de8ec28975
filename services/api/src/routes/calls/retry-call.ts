import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { CallRow } from '@ringback/shared/db/rows.ts';
import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import { scheduleCall } from '@ringback/shared/jobs/catalog.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { one } from '../../http/route.ts';
import { Call } from './call.ts';

type Deps = {
  calls: Pick<Calls, 'retry'>;
  enqueue: Enqueue;
  log: Logger;
  now: Now;
  newId: () => string;
};

const answer = one(z.object({ call: Call, job_id: z.string(), queued: z.boolean() }));

export const retryCall = endpoint(
  {
    method: 'post',
    path: '/api/calls/{id}/retry',
    tag: 'calls',
    summary: 'Retry a call that reached nobody',
    description:
      'For an outbound call that failed, was busy, was not answered, or in which nobody spoke. The retry is a call of its own that is judged like any other: hours, caps, budget, do-not-contact. A repeated request returns the same retry; if a redial is planned already, it returns that one.',
    access: 'agent',
    params: z.object({ id: z.uuid() }),
    answers: {
      202: { description: 'Planned', schema: answer },
      200: { description: 'The retry exists already', schema: answer },
    },
    refusals: [404, 409],
  },
  ({ calls, enqueue, log, now, newId }: Deps) => {
    return async function retryCall({ params }, { caller }) {
      const order = { id: newId(), api_key_id: caller.id };
      const { result, call } = await calls.retry(params.id, order, now());
      switch (result) {
        case 'no_such_call':
          throw new AppError('not_found', 'There is no such call.');
        case 'inbound':
          throw new AppError(
            'conflict',
            'This is an inbound call; schedule a call to the lead instead.',
          );
        case 'closed':
          throw new AppError('suppressed', 'The number must not be called.');
        case 'not_failed':
          throw new AppError('conflict', `A call that is ${call?.status} cannot be retried.`);
        case 'planned':
        case 'already':
          break;
        default:
          return unreachable(result);
      }
      if (!call) throw new AppError('internal', 'A call was planned and not returned.');
      if (result === 'planned') log.info({ callId: params.id, retry: call.id }, 'call tried again');
      const status = result === 'planned' ? 202 : 200;
      const job_id = scheduleCall.id({ callId: call.id });
      return { status, data: { call, job_id, queued: await nudge(call) } };
    };

    /** The sweep finds a call whose job is lost. */
    async function nudge({ id, status, run_at: runAt, priority }: CallRow): Promise<boolean> {
      const isDue = Date.parse(runAt) <= now().getTime();
      if (status !== 'scheduled' || !isDue) return false;
      try {
        await enqueue(scheduleCall, { callId: id }, { priority });
        return true;
      } catch (err) {
        log.warn({ err, callId: id }, 'call accepted without its job');
        return false;
      }
    }
  },
);
