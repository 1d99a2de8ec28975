import '../http/zod-openapi.ts';
import { LEAD } from '@ringback/shared/domain/lead.ts';
import {
  type ExtraField,
  LEAD_FIELDS,
  type LeadField,
} from '@ringback/shared/domain/lead-fields/lead-field.ts';
import { z } from 'zod';

type About = { description: string; example?: string };

/** The fields of a form that are not columns of a lead. */
const EXTRA: Record<'phone' | ExtraField, About> = {
  phone: {
    description:
      'The one field that a lead needs, in any spelling. Names such as `mobile` or `tel` work too; of several numbers a mobile is used.',
    example: '(202) 555-0143',
  },
  first_name: { description: 'Combined with `last_name` where there is no `name`.' },
  last_name: { description: 'See `first_name`.' },
  consent: {
    description:
      'A ticked box (`true`, `yes`, `on`), the words agreed to, or an object {granted, channel, kind, text, url, ip, at, expires_at}. An answer that is not clearly a yes is no consent, and without consent no campaign starts.',
    example: 'true',
  },
  consent_text: { description: 'The words shown beside the box.' },
  consent_at: { description: 'When it was ticked, with a time zone. Left out: now.' },
  consent_url: { description: 'The page with the form.' },
  consent_ip: {
    description: 'The address of the lead’s browser. Left out: the address that sends the form.',
  },
  consent_user_agent: {
    description: 'The lead’s browser. Left out: that of the sender of the form.',
  },
  consent_form_id: { description: 'Your own id of the form and its version.' },
};

const isExtra = (name: LeadField): name is keyof typeof EXTRA => Object.hasOwn(EXTRA, name);

const aboutOf = (name: LeadField): About => (isExtra(name) ? EXTRA[name] : LEAD[name].form);

const field = (description: string, example?: string) =>
  z
    .unknown()
    .optional()
    .openapi({ description, ...(example === undefined ? {} : { example }) });

export const LeadForm = z
  .looseObject({
    ...Object.fromEntries(
      LEAD_FIELDS.map((name) => {
        const { description, example } = aboutOf(name);
        return [name, field(description, example)];
      }),
    ),
    ringback_campaign_id: field(
      'The campaign to enroll in; a form without a preset may also use `campaign_id`. Left out: the campaign of the source.',
    ),
    do_not_contact: field(
      'A yes puts every number of the form on the do-not-contact list; so do `opt_out`, `dnc` and similar names.',
    ),
    custom: field('Other data to store with the lead; fields under other names are stored too.'),
  })
  .openapi('LeadForm');

export const LeadTaken = z
  .object({
    success: z.literal(true),
    data: z.object({
      lead_id: z.number().int().nullable(),
      created: z.boolean().openapi({ description: 'False: the lead existed already.' }),
      result: z.string().openapi({
        description: 'The result of the enrollment, or `test` for a vendor’s test request.',
      }),
      campaign_id: z.string().nullable(),
      enrollment_id: z.union([z.string(), z.number()]).nullable(),
      conversation_id: z.string().nullable(),
      message_id: z
        .string()
        .nullable()
        .openapi({ description: 'The first text, if one is planned.' }),
      send_at: z.string().nullable(),
      queued: z.boolean(),
      greeting: z
        .string()
        .nullable()
        .openapi({ description: 'The name that texts greet the lead by.' }),
      do_not_contact: z.array(z.string()),
      warnings: z.array(z.object({ path: z.string(), message: z.string() })).openapi({
        description: 'Values that were invalid and were stored as received.',
      }),
    }),
  })
  .openapi('LeadTaken');
