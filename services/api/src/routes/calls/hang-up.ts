import type { CallLists } from '@ringback/shared/db/calls/call-lists.ts';
import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import { isEnded, isLive } from '@ringback/shared/domain/calls/call.ts';
import { endCall } from '@ringback/shared/jobs/catalog.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { findCall } from './call.ts';

type Deps = {
  callLists: Pick<CallLists, 'find'>;
  calls: Pick<Calls, 'deny'>;
  queue: Pick<Producer, 'enqueue' | 'revive'>;
  now: Now;
};

const CANCELED = { rule: 'canceled_by_operator', reason: 'An operator canceled the call.' };

export const hangUp = endpoint(
  {
    method: 'post',
    path: '/api/calls/{id}/hangup',
    tag: 'calls',
    summary: 'End a live call, or cancel one that has not been placed yet',
    access: 'agent',
    params: z.object({ id: z.uuid() }),
    answers: {
      202: {
        description: 'A worker will hang up',
        schema: one(
          z.object({ call_id: z.uuid(), job_id: z.string().nullable(), status: z.string() }),
        ),
      },
      200: {
        description: 'Canceled before it was placed',
        schema: one(
          z.object({ call_id: z.uuid(), job_id: z.string().nullable(), status: z.string() }),
        ),
      },
    },
    refusals: [404, 409],
  },
  ({ callLists, calls, queue, now }: Deps) =>
    async function hangUp({ params }) {
      const call = await findCall(callLists, params.id);
      if (isEnded(call.status)) throw new AppError('conflict', 'The call has already ended.');
      if (!isLive(call.status) && (await calls.deny(call.id, CANCELED, now()))) {
        return ok({ call_id: call.id, job_id: null, status: 'canceled' });
      }
      const payload = { callId: call.id, reason: 'operator' as const };
      const revived = await queue.revive(endCall, payload);
      if (!revived) await queue.enqueue(endCall, payload, { priority: 'high' });
      const data = { call_id: call.id, job_id: endCall.id(payload), status: call.status };
      return { status: 202, data };
    },
);
