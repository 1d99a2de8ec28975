import { LeadRow } from '@ringback/shared/db/rows.ts';
import { LEAD, SEARCHED_COLUMNS } from '@ringback/shared/domain/lead.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { z } from 'zod';
import { moment, text, timeZone } from '../../http/fields.ts';

/** "name, number or email" */
const SEARCHED = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(
  SEARCHED_COLUMNS.map((name) => LEAD[name].searchedAs),
);

/** What a list of leads may be narrowed to. */
export const LEAD_FILTERS = {
  q: text(100)
    .optional()
    .openapi({ description: `Part of a ${SEARCHED}.` }),
  status: LeadRow.shape.lead_status.optional(),
  outcome: z.enum(OUTCOMES).optional(),
  source: text(100).optional(),
  timezone: timeZone.optional(),
  campaign_id: z.uuid().optional().openapi({ description: 'In this campaign, now or before.' }),
  assigned_to: z
    .union([z.uuid(), z.literal('nobody')])
    .optional()
    .openapi({ description: 'The id of a user, or `nobody`.' }),
  since: moment.optional().openapi({ description: 'Known since that time or later.' }),
};

/** What happens next, as a list of leads may be narrowed to it. */
export const NEXT_FILTERS = {
  next: z.enum(['any', 'held', 'none']).optional().openapi({
    description:
      'Whether something is planned with them; `held`: it waits, and `next_contact.rule` says why. Sorted other than by `next_contact`, `any` and `held` find those among the soonest 5,000 calls, texts, steps and answers each.',
  }),
  next_before: moment
    .optional()
    .openapi({ description: 'Something is planned with them before that time.' }),
};
