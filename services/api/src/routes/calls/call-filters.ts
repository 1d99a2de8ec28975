import { CALL_GROUPS } from '@ringback/shared/db/calls/call-lists.ts';
import { CALL_STATUSES } from '@ringback/shared/domain/calls/call.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { z } from 'zod';
import { moment, numericId, text } from '../../http/fields.ts';

/** What a list of calls may be narrowed to. */
export const CALL_FILTERS = {
  status: z.enum(CALL_STATUSES).optional(),
  lead_id: numericId.optional(),
  outcome: z
    .enum(OUTCOMES)
    .optional()
    .openapi({ description: 'The outcome of the call, as analysed.' }),
  since: moment.optional().openapi({ description: 'Created at that time or later.' }),
  until: moment.optional().openapi({ description: 'Created before that time.' }),
  campaign_id: z.uuid().optional(),
  agent_id: z.uuid().optional(),
  direction: z.enum(['outbound', 'inbound']).optional(),
  origin: z
    .string()
    .regex(/^[a-z_]{1,40}$/, 'an origin such as campaign')
    .optional()
    .openapi({ description: 'Why it was made, such as `api`, `campaign`, `callback`, `redial`.' }),
  view: z.enum(CALL_GROUPS).optional().openapi({
    description:
      '`reached`: the lead heard us or was heard; `booked`: the goal was reached; `missed`: a call to us that nobody was heard in; `waiting`: planned or held.',
  }),
  q: text(100).optional().openapi({
    description:
      'Part of a name, number or email, or words that were said. It finds the newest thousand of each.',
  }),
};
