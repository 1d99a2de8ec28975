import { z } from 'zod';
import { runAt, text } from '../http/fields.ts';
import { idempotencyHeader } from '../http/idempotency.ts';
import { one, spec } from '../http/route.ts';
import { isSomebodyNamed, NOBODY_NAMED, recipient } from './recipient.ts';

const Body = (now: () => Date) =>
  z
    .strictObject({
      lead_id: recipient.lead_id,
      to: recipient.to,
      body: text(1_600)
        .refine((words) => !words.includes('{{'), {
          message: 'words without {{variables}}; those are filled in `template`',
          params: { found: 'a variable' },
        })
        .optional()
        .openapi({ description: 'The words as they are sent.' }),
      template: text(1_600).optional().openapi({
        description: 'Words with variables, such as {{first_name|there}}, instead of body.',
      }),
      campaign_id: z.uuid().optional().openapi({
        description: 'Sent from the number of this campaign, and counted with it.',
      }),
      run_at: runAt(now, 'Not before.'),
    })
    .refine(isSomebodyNamed, NOBODY_NAMED)
    .refine((body) => (body.body === undefined) !== (body.template === undefined), {
      path: ['body'],
      message: 'either body or template',
      params: { found: 'both or neither' },
      when: NOBODY_NAMED.when,
    });

export type SmsFollowupBody = z.output<ReturnType<typeof Body>>;

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

export const smsFollowupSpec = (now: () => Date) =>
  spec({
    method: 'post',
    path: '/api/queue/sms-followup',
    tag: 'queue',
    summary: 'Text a lead',
    description:
      'Writes the text and queues it. Without an Idempotency-Key, the same words to the same number within ten minutes are one text. Outside the lawful hours of the lead it is held until they begin. Asking for a text states that consent for it exists.',
    access: 'agent',
    headers: idempotencyHeader('The same key again gives the first answer and no second text.'),
    body: Body(now),
    answers: {
      202: { description: 'Accepted', schema: one(Accepted) },
      200: { description: 'The first answer to this idempotency key', schema: one(Accepted) },
    },
    refusals: [404, 409, 422],
  });
