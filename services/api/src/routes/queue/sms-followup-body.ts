import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { runAt, text } from '../../http/fields.ts';
import { isSomebodyNamed, NOBODY_NAMED, recipient } from './recipient.ts';

/** The body of a request for a text. */
export const SmsFollowupBody = (now: Now) =>
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
        .openapi({ description: 'The words, sent unchanged.' }),
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

export type SmsFollowupBody = z.output<ReturnType<typeof SmsFollowupBody>>;
