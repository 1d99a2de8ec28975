import { fieldKey } from '@ringback/shared/domain/lead-fields/field-key.ts';
import { PURPOSES } from '@ringback/shared/domain/policy/purpose.ts';
import { CARRIER_SENDER } from '@ringback/shared/providers/sms/providers.ts';
import { z } from 'zod';
import { text, timeZone } from '../../http/fields.ts';

const body = text(1_600);
/** The variables that a template may use. */
const VARIABLE = /^\p{L}[\p{L}\p{M}\p{N}_]{0,39}$/u;

const Step = z
  .strictObject({
    channel: z.enum(['text', 'call']).default('text'),
    delay_seconds: z.int().min(0).max(31_536_000).default(0).openapi({
      description:
        'Counted from the enrollment for the first step, from the previous step for the others.',
    }),
    body: body.optional().openapi({
      description: 'The words, with variables such as {{first_name|there}}.',
    }),
    variants: z
      .array(
        z.strictObject({
          name: text(40),
          weight: z.number().positive().max(1_000).default(1),
          body,
        }),
      )
      .min(1)
      .max(10)
      .optional()
      .openapi({ description: 'Several wordings, chosen by their weights.' }),
  })
  .openapi('CampaignStep');
export type StepBody = z.output<typeof Step>;

/** The fields of a campaign that may be set when it is created and later. */
export const campaignFields = {
  name: text(120),
  sender: z
    .string()
    .regex(CARRIER_SENDER.pattern, CARRIER_SENDER.expected)
    .openapi({ description: CARRIER_SENDER.description }),
  agent_id: z.uuid().nullish(),
  goal: text(1_000).nullish(),
  // Postgres computes in it, and does not know the old three-letter names.
  timezone: timeZone
    .refine((name) => name === 'UTC' || name.includes('/'), 'a place such as America/New_York')
    .optional()
    .openapi({ description: 'The zone of the days of daily_cap.' }),
  daily_cap: z.int().positive().max(10_000_000).nullish(),
  per_lead_per_day: z.int().positive().max(50).nullish(),
  budget_usd: z.number().min(0).max(10_000_000).nullish(),
  rules: z
    .strictObject({
      on_active_elsewhere: z.enum(['skip', 'replace']).optional(),
      variables: z
        .array(
          z
            .string()
            .max(60)
            .transform(fieldKey)
            .refine((name) => VARIABLE.test(name), 'a name such as car_model')
            .openapi({ type: 'string' }),
        )
        .max(50)
        .optional()
        .openapi({
          description:
            'Custom fields of leads that the words may use; "Car Model" is {{car_model}}.',
        }),
      purpose: z.enum(PURPOSES).optional().openapi({
        description:
          'Which consent the campaign needs. `marketing`, the default: in the US one in writing or by a keyword. `informational` (a confirmation, a reminder, no offer): one given in any form. For other countries, the decisions of a lead show which kinds suffice.',
      }),
    })
    .optional(),
  steps: z.array(Step).min(1).max(50),
};
