import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { idempotencyHeader } from '../../http/idempotency.ts';
import { one } from '../../http/route.ts';
import { createOrderText, type OrderTextDeps } from './order-text.ts';
import { SmsFollowupBody } from './sms-followup-body.ts';

const Accepted = z
  .object({
    message_id: z.uuid(),
    job_id: z.string(),
    conversation_id: z.uuid(),
    status: z.string().openapi({ example: 'pending' }),
    queued: z.boolean().openapi({
      description:
        'Whether a job is in the queue. False: the text is due in more than 15 minutes, or the queue is down; the sweep adds the job.',
    }),
    merged: z.literal(true).optional().openapi({
      description:
        'The same words to this number were due within ten minutes, and neither order had a key: both are this one text.',
    }),
    held_until: z.string().optional(),
    held_reason: z.string().optional().openapi({ example: 'quiet_hours' }),
  })
  .openapi('PlannedText');

export const smsFollowup = endpoint(
  (now: Now) => ({
    method: 'post',
    path: '/api/queue/sms-followup',
    tag: 'queue',
    summary: 'Text a lead',
    description:
      'Writes the text and queues it. Without an Idempotency-Key, the same words to the same number within ten minutes are one text. Outside the lawful hours of the lead it is held until they begin. Asking for a text states that consent for it exists.',
    access: 'agent',
    headers: idempotencyHeader('The same key again gives the first answer and no second text.'),
    body: SmsFollowupBody(now),
    answers: {
      202: { description: 'Accepted', schema: one(Accepted) },
      200: { description: 'The first answer to this idempotency key', schema: one(Accepted) },
    },
    refusals: [404, 409, 422],
  }),
  (deps: OrderTextDeps) => {
    const orderText = createOrderText(deps);
    return ({ body, headers }, { caller }) =>
      orderText({ body, idempotencyKey: headers['idempotency-key'], keyId: caller.id });
  },
);
