import { CALL_STATUSES } from '@ringback/shared/domain/calls/call.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { idempotencyHeader } from '../../http/idempotency.ts';
import { one } from '../../http/route.ts';
import { createOrderCall, type OrderCallDeps } from './order-call.ts';
import { ScheduleCallBody } from './schedule-call-body.ts';

const Scheduled = z
  .object({
    call_id: z.uuid(),
    job_id: z.string(),
    status: z.enum(CALL_STATUSES).openapi({
      description: '`scheduled` or `held`; for a merged order, the status of its call.',
    }),
    queued: z.boolean().openapi({
      description:
        'Whether a job is in the queue. False: the call is due in more than 15 minutes, or the queue is down; the sweep adds the job.',
    }),
    merged: z.literal(true).optional().openapi({
      description:
        'Another order for this number and agent was due within ten minutes, and neither had a key: both are this one call. The words of the later order replace those of the earlier one until dialing starts.',
    }),
    held_until: z.string().optional(),
    held_reason: z.string().optional().openapi({ example: 'quiet_hours' }),
  })
  .openapi('ScheduledCall');

export const scheduleCall = endpoint(
  (now: Now) => ({
    method: 'post',
    path: '/api/queue/schedule-call',
    tag: 'queue',
    summary: 'Call a lead',
    description:
      'Writes the call and queues it. Orders without an Idempotency-Key for the same number and agent, due within ten minutes of each other, are one call. A call outside the contact window of the lead is held, and placed when the window opens. Ordering a call states that consent for it exists.',
    access: 'agent',
    headers: idempotencyHeader(
      'A repeated key returns the first answer and places no second call.',
    ),
    body: ScheduleCallBody(now),
    answers: {
      202: { description: 'Accepted', schema: one(Scheduled) },
      200: { description: 'The first answer to this idempotency key', schema: one(Scheduled) },
    },
    refusals: [404, 409, 422],
  }),
  (deps: OrderCallDeps) => {
    const orderCall = createOrderCall(deps);
    return async function scheduleCall({ body, headers }, { caller }) {
      return orderCall({ body, idempotencyKey: headers['idempotency-key'], keyId: caller.id });
    };
  },
);
