import { z } from 'zod';
import { OpeningHours } from '../domain/meaning/opening-hours.ts';
import { json, moment } from '../events/rows.ts';
import * as told from '../events/text-rows.ts';

/**
 * Rows of the texting side as the services need them: the shapes of the live log, with columns
 * that only the workers read.
 */

export const CampaignRow = told.CampaignRow;
export type CampaignRow = z.infer<typeof CampaignRow>;

export type Variant = told.Variant;

export const StepRow = told.StepRow.omit({ created_at: true });
export type StepRow = z.infer<typeof StepRow>;

export const EnrollmentRow = told.EnrollmentRow;
export type EnrollmentRow = z.infer<typeof EnrollmentRow>;

export const ConversationRow = told.ConversationRow.extend({
  reply_first_at: moment.nullable(),
  reply_fence: z.number().int(),
  reply_tries: z.number().int(),
  updated_at: moment,
});
export type ConversationRow = z.infer<typeof ConversationRow>;

export const MessageRow = told.MessageRow.extend({
  fence: z.number().int(),
  checks: z.number().int(),
  claimed_at: moment.nullable(),
  valid_until: moment.nullable(),
  updated_at: moment,
});
export type MessageRow = z.infer<typeof MessageRow>;

export const ConsentRow = told.ConsentRow.extend({
  text: z.string().nullable(),
  url: z.string().nullable(),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  evidence: json,
});
export type ConsentRow = z.infer<typeof ConsentRow>;

/** Who writes on our side, as a conversation needs it. */
export const AgentOfText = z.object({
  id: z.uuid(),
  name: z.string(),
  business: z.string(),
  prompt: z.string(),
  language: z.string(),
  model: z.string().nullable(),
  tools: z.array(z.string()),
  facts: z.array(z.string()),
  opening_hours: OpeningHours.nullable(),
});
export type AgentOfText = z.infer<typeof AgentOfText>;
