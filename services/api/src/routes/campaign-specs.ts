import { CampaignRow, EnrollmentRow, StepRow } from '@ringback/shared/db/text-rows.ts';
import { fieldKey } from '@ringback/shared/domain/lead-fields/field-key.ts';
import { PURPOSES } from '@ringback/shared/domain/policy/purpose.ts';
import { CARRIER_SENDER } from '@ringback/shared/providers/sms/providers.ts';
import { z } from 'zod';
import { numericId, pageSize, text, timeZone } from '../http/fields.ts';
import { many, one, spec } from '../http/route.ts';

const Warning = z.object({
  path: z.string(),
  rule: z.string(),
  message: z.string(),
});

export const CampaignAnswer = CampaignRow.extend({
  steps: z.array(StepRow.omit({ campaign_id: true })),
  progress: z.object({
    enrollments: z.record(z.string(), z.number().int()),
    messages: z.record(z.string(), z.number().int()),
    today: z.number().int(),
  }),
  warnings: z.array(Warning).openapi({
    description:
      'What is wrong with the words, but may stay, and where the campaign plans more for one lead than the settings let through.',
  }),
}).openapi('Campaign');

const Enrollment = EnrollmentRow.extend({}).openapi('Enrollment');
const Listed = CampaignRow.extend({}).openapi('CampaignRow');
const byId = z.object({ id: z.uuid() });
const body = text(1_600);
/** What a template may name. */
const VARIABLE = /^\p{L}[\p{L}\p{M}\p{N}_]{0,39}$/u;

const Step = z
  .strictObject({
    channel: z.enum(['text', 'call']).default('text'),
    delay_seconds: z.int().min(0).max(31_536_000).default(0).openapi({
      description: 'After the enrollment for the first step, after the step before for the others.',
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
      .openapi({ description: 'Several wordings, given out by their weights.' }),
  })
  .openapi('CampaignStep');
export type StepBody = z.output<typeof Step>;

const fields = {
  name: text(120),
  sender: z
    .string()
    .regex(CARRIER_SENDER.pattern, CARRIER_SENDER.expected)
    .openapi({ description: CARRIER_SENDER.description }),
  agent_id: z.uuid().nullish(),
  goal: text(1_000).nullish(),
  // Postgres reckons in it, and knows none of the old names of three letters.
  timezone: timeZone
    .refine((name) => name === 'UTC' || name.includes('/'), 'a place such as America/New_York')
    .optional()
    .openapi({ description: 'In which the days of daily_cap begin.' }),
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
            'Custom fields of leads that the words may name; "Car Model" is named {{car_model}}.',
        }),
      purpose: z.enum(PURPOSES).optional().openapi({
        description:
          'Which consent the campaign needs. `marketing`, the standard: in the US one in writing or by a keyword. `informational` (a confirmation, a reminder, no offer): one that was given in any form. Kinds that suffice elsewhere are in the decisions of a lead.',
      }),
    })
    .optional(),
  steps: z.array(Step).min(1).max(50),
};

const NewCampaign = z.strictObject({
  ...fields,
  sender: fields.sender.optional(),
  channel: z.enum(['text', 'call']).default('text'),
  steps: fields.steps.optional(),
});
const CampaignChange = z.strictObject(z.object(fields).partial().shape);

const answer = { 200: { description: 'The campaign', schema: one(CampaignAnswer) } };
const move = (verb: 'start' | 'pause' | 'resume' | 'end', summary: string, description: string) =>
  spec({
    method: 'post',
    path: `/api/campaigns/{id}/${verb}`,
    tag: 'campaigns',
    summary,
    description,
    access: 'agent',
    params: byId,
    answers: answer,
    refusals: [404, 409],
  });

export const campaignSpecs = {
  list: spec({
    method: 'get',
    path: '/api/campaigns',
    tag: 'campaigns',
    summary: 'Campaigns, newest first',
    access: 'viewer',
    answers: { 200: { description: 'All campaigns', schema: many(Listed) } },
    refusals: [],
  }),
  create: spec({
    method: 'post',
    path: '/api/campaigns',
    tag: 'campaigns',
    summary: 'A new campaign, as a draft',
    description:
      'Its words are checked: an unknown variable, one without a fallback, a question whose natural answer stops all texts, or too many segments is a fault; the rest is a warning.',
    access: 'agent',
    body: NewCampaign,
    answers: { 201: { description: 'The campaign', schema: one(CampaignAnswer) } },
    refusals: [404, 409, 422],
  }),
  get: spec({
    method: 'get',
    path: '/api/campaigns/{id}',
    tag: 'campaigns',
    summary: 'One campaign, its steps and how far it is',
    access: 'viewer',
    params: byId,
    answers: answer,
    refusals: [404],
  }),
  change: spec({
    method: 'patch',
    path: '/api/campaigns/{id}',
    tag: 'campaigns',
    summary: 'Change a campaign, also while it runs',
    description: '`steps` replaces all of them; leads on their way get what stands at their place.',
    access: 'agent',
    params: byId,
    body: CampaignChange,
    answers: answer,
    refusals: [404, 409, 422],
  }),
  start: move('start', 'Begin to send', 'Again, it changes nothing.'),
  pause: move('pause', 'Send nothing more for now', 'Nobody loses their place.'),
  resume: move('resume', 'Go on sending', 'Only a campaign that has been started goes on.'),
  end: move(
    'end',
    'End it for good',
    'Whoever is in it is let go and free for other campaigns; a campaign that has ended never runs again.',
  ),
  enroll: spec({
    method: 'post',
    path: '/api/campaigns/{id}/enroll',
    tag: 'campaigns',
    summary: 'Put leads into a campaign',
    description: 'Each with its verdict: consent, do-not-contact and other campaigns are heeded.',
    access: 'agent',
    params: byId,
    body: z.strictObject({ lead_ids: z.array(z.int().positive()).min(1).max(1_000) }),
    answers: {
      200: {
        description: 'What became of each',
        schema: one(
          z.object({
            enrolled: z.number().int(),
            rows: z.array(
              z.object({
                lead_id: z.number().int(),
                enrollment_id: z.number().int().nullable(),
                result: z.string(),
              }),
            ),
          }),
        ),
      },
    },
    refusals: [404, 409],
  }),
  enrollments: spec({
    method: 'get',
    path: '/api/campaigns/{id}/enrollments',
    tag: 'campaigns',
    summary: 'Who is in a campaign, newest first',
    access: 'viewer',
    params: byId,
    query: z.strictObject({ limit: pageSize, cursor: text(200).optional() }),
    answers: {
      200: {
        description: 'One page',
        schema: many(Enrollment),
      },
    },
    refusals: [404],
  }),
  moveEnrollment: spec({
    method: 'patch',
    path: '/api/enrollments/{id}',
    tag: 'campaigns',
    summary: 'Let one lead rest, go on or leave a campaign',
    description:
      '`paused` keeps the place, `active` goes on with the next step now, `stopped` is for good. What was planned and has not left is taken back in the same step.',
    access: 'agent',
    params: z.object({ id: numericId }),
    body: z.strictObject({
      status: z.enum(['active', 'paused', 'stopped']),
      reason: text(200).optional(),
    }),
    answers: {
      200: {
        description: 'The enrollment',
        schema: one(Enrollment),
      },
    },
    refusals: [404, 409],
  }),
};
