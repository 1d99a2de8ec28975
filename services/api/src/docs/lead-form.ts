import '../http/zod-openapi.ts';
import { LEAD } from '@ringback/shared/domain/lead.ts';
import {
  type ExtraField,
  LEAD_FIELDS,
  type LeadField,
} from '@ringback/shared/domain/lead-fields/lead-field.ts';
import { z } from 'zod';

type About = { description: string; example?: string };

/** The fields of a form that are no column of a lead. */
const EXTRA: Record<'phone' | ExtraField, About> = {
  phone: {
    description:
      'The one field that a lead needs, in any spelling. Names such as `mobile` or `tel` do, too; of several a mobile is taken.',
    example: '(202) 555-0143',
  },
  first_name: { description: 'Taken together with `last_name` where there is no `name`.' },
  last_name: { description: 'See `first_name`.' },
  consent: {
    description:
      'A ticked box (`true`, `yes`, `on`), the words agreed to, or an object {granted, channel, kind, text, url, ip, at, expires_at}. What is not plainly a yes is none, and without a consent no campaign is begun.',
    example: 'true',
  },
  consent_text: { description: 'The words that stood beside the box.' },
  consent_at: { description: 'When it was ticked, with a time zone. Left out: now.' },
  consent_url: { description: 'The page with the form.' },
  consent_ip: { description: 'Whose browser. Left out: the address that sends the form.' },
  consent_user_agent: { description: 'Which browser. Left out: that of whoever sends the form.' },
  consent_form_id: { description: 'Yours: which form, and which version of it.' },
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
      'The campaign to begin with; of a form without a preset also `campaign_id`. Left out: the one of the source.',
    ),
    do_not_contact: field(
      'A yes puts every number of the form on the do-not-contact list; so do `opt_out`, `dnc` and their like.',
    ),
    custom: field(
      'Whatever else is to be kept with the lead; fields under other names are kept, too.',
    ),
  })
  .openapi('LeadForm');

export const LeadTaken = z
  .object({
    success: z.literal(true),
    data: z.object({
      lead_id: z.number().int().nullable(),
      created: z.boolean().openapi({ description: 'False: the number was known already.' }),
      result: z.string().openapi({
        description: 'What became of the campaign, or `test` for a vendor’s trial.',
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
      greeting: z.string().nullable().openapi({ description: 'How the lead will be addressed.' }),
      do_not_contact: z.array(z.string()),
      warnings: z.array(z.object({ path: z.string(), message: z.string() })).openapi({
        description: 'What did not fit and was kept as it came.',
      }),
    }),
  })
  .openapi('LeadTaken');
