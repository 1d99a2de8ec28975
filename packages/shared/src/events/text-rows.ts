import { z } from 'zod';
import { CAMPAIGN_STATUSES } from '../domain/campaigns/campaign-status.ts';
import { ENROLLMENT_STATUSES } from '../domain/campaigns/enrollment-status.ts';
import { OUTCOMES } from '../domain/outcome.ts';
import { MEDIA_FAULTS, MEDIA_STATES } from '../domain/pictures/media-state.ts';
import { MESSAGE_KINDS } from '../domain/texts/message-kind.ts';
import { MESSAGE_STATUSES } from '../domain/texts/message-status.ts';
import { OWNERS } from '../domain/texts/owner.ts';
import { WORDS_VERDICTS } from '../domain/texts/words-verdict.ts';
import { json, moment } from './rows.ts';

/** Rows of the texting side as the outside sees them. */

/** Postgres' exact numbers travel as text over some roads. */
const amount = z.coerce.number();

export const CampaignRow = z.object({
  id: z.uuid(),
  name: z.string(),
  status: z.enum(CAMPAIGN_STATUSES),
  channel: z.enum(['text', 'call']),
  agent_id: z.string().nullable(),
  provider: z.string(),
  sender: z.string(),
  goal: z.string().nullable(),
  timezone: z.string(),
  daily_cap: z.number().int().nullable(),
  per_lead_per_day: z.number().int().nullable(),
  budget_usd: amount.nullable(),
  rules: json,
  capped_until: moment.nullable(),
  started_at: moment.nullable(),
  ended_at: moment.nullable(),
  created_at: moment,
  updated_at: moment,
});
export type CampaignRow = z.infer<typeof CampaignRow>;

/** One wording of a step; weights are relative. */
export const Variant = z.object({ name: z.string(), weight: z.number(), body: z.string() });
export type Variant = z.infer<typeof Variant>;

export const StepRow = z.object({
  campaign_id: z.uuid(),
  position: z.number().int(),
  channel: z.enum(['text', 'call']),
  delay_seconds: z.number().int(),
  variants: z.array(Variant),
  version: z.number().int(),
  created_at: moment,
});
export type StepRow = z.infer<typeof StepRow>;

/** That a lead agreed to something; the words and the proof are not published. */
export const ConsentRow = z.object({
  id: z.number().int(),
  lead_id: z.number().int().nullable(),
  phone: z.string(),
  channel: z.enum(['text', 'call', 'all']),
  kind: z.enum(['written', 'express', 'implied', 'operator', 'keyword']),
  text_version: z.string().nullable(),
  form_id: z.string().nullable(),
  source: z.string(),
  at: moment,
  expires_at: moment.nullable(),
  revoked_at: moment.nullable(),
});
export type ConsentRow = z.infer<typeof ConsentRow>;

export const EnrollmentRow = z.object({
  id: z.number().int(),
  campaign_id: z.uuid(),
  lead_id: z.number().int().nullable(),
  lead_phone: z.string(),
  phone_extension: z.string().nullable(),
  channel: z.enum(['text', 'call']),
  status: z.enum(ENROLLMENT_STATUSES),
  reason: z.string().nullable(),
  next_step: z.number().int(),
  next_message_at: moment.nullable(),
  /** The row that stands for the next step already, if there is one. */
  message_id: z.string().nullable(),
  call_id: z.string().nullable(),
  /** Until when what stands for the next step is held, and by which rule (HELD_RULES). */
  held_until: moment.nullable(),
  held_rule: z.string().nullable(),
  enrolled_at: moment,
  paused_at: moment.nullable(),
  ended_at: moment.nullable(),
});
export type EnrollmentRow = z.infer<typeof EnrollmentRow>;

/** due: an answer is owed; writing: the agent thinks of it; held: a person has kept it back. */
export const REPLY_STATES = ['due', 'writing', 'held'] as const;

export const ConversationRow = z.object({
  id: z.uuid(),
  lead_id: z.number().int().nullable(),
  lead_phone: z.string(),
  our_number: z.string(),
  provider: z.string(),
  owner: z.enum(OWNERS),
  owner_since: moment.nullable(),
  sms_agent_id: z.string().nullable(),
  campaign_id: z.string().nullable(),
  assigned_to: z.string().nullable(),
  last_seq: z.number().int(),
  last_inbound_seq: z.number().int(),
  last_inbound_at: moment.nullable(),
  last_outbound_at: moment.nullable(),
  last_activity_at: moment,
  last_read_seq: z.number().int(),
  /** When the agent answers; while it thinks of the answer, by when it has to have one. */
  reply_due_at: moment.nullable(),
  reply_state: z.enum(REPLY_STATES).nullable(),
  conversion_status: z.enum(OUTCOMES).nullable(),
  ended_at: moment.nullable(),
  end_reason: z.string().nullable(),
  end_evidence: json.nullable(),
  reopened_at: moment.nullable(),
  handover_reason: z.string().nullable(),
  handover_summary: z.string().nullable(),
  handed_over_at: moment.nullable(),
  awaits_human: z.boolean(),
  /** A text of ours failed for good, and nothing has been said or done since. */
  send_failed_at: moment.nullable(),
  /** It was to be assigned, and nobody who is online had room. */
  nobody_online: z.boolean(),
  created_at: moment,
});
export type ConversationRow = z.infer<typeof ConversationRow>;

/** How far one person, or one key, has read in a conversation. Told to nobody else. */
export const ConversationReadRow = z.object({
  reader_id: z.uuid(),
  conversation_id: z.uuid(),
  seq: z.number().int(),
  read_at: moment,
});
export type ConversationReadRow = z.infer<typeof ConversationReadRow>;

/** What somebody of the team wrote for the others. With a `deleted_at` it has no words any more. */
export const NoteRow = z.object({
  id: z.uuid(),
  lead_id: z.number().int(),
  conversation_id: z.string().nullable(),
  call_id: z.string().nullable(),
  author_id: z.uuid(),
  author_name: z.string(),
  body: z.string(),
  created_at: moment,
  deleted_at: moment.nullable(),
});
export type NoteRow = z.infer<typeof NoteRow>;

/** A picture or file of a text; its bytes are served by their place in the list. */
export const TextMedia = z.object({
  id: z.uuid(),
  state: z.enum(MEDIA_STATES),
  /** Why it is not kept. */
  fault: z.enum(MEDIA_FAULTS).nullable(),
  /** By its bytes; until they are known, what the sender calls it. */
  type: z.string().nullable(),
  bytes: z.number().int().nullable(),
});
export type TextMedia = z.infer<typeof TextMedia>;

export const MessageRow = z.object({
  message_id: z.uuid(),
  conversation_id: z.uuid(),
  lead_id: z.number().int().nullable(),
  lead_phone: z.string(),
  /** Its place in the conversation; null while a campaign's text is only planned. */
  seq: z.number().int().nullable(),
  client_message_id: z.string().nullable(),
  source_message_id: z.string().nullable(),
  direction: z.enum(['outbound', 'inbound']),
  author: z.enum(['lead', 'ai', 'human', 'campaign', 'system']),
  kind: z.enum(MESSAGE_KINDS),
  body: z.string().nullable(),
  media: z.array(TextMedia),
  delivery_status: z.enum(MESSAGE_STATUSES),
  delivery_error: z.string().nullable(),
  delivered_at: moment.nullable(),
  provider: z.string(),
  provider_sid: z.string().nullable(),
  campaign_id: z.string().nullable(),
  enrollment_id: z.number().int().nullable(),
  step: z.number().int().nullable(),
  step_version: z.number().int().nullable(),
  variant: z.string().nullable(),
  retry_of: z.string().nullable(),
  attempt: z.number().int(),
  in_reply_to_seq: z.number().int().nullable(),
  notice: z.string().nullable(),
  sent_by: z.string().nullable(),
  send_at: moment.nullable(),
  held_reason: z.string().nullable(),
  /** Until when it is held and by which rule (HELD_RULES); null: it is not held. */
  held_until: moment.nullable(),
  held_rule: z.string().nullable(),
  suppressed_reason: z.string().nullable(),
  sent_at: moment.nullable(),
  segments: z.number().int().nullable(),
  cost_usd: amount,
  opt_out: json.nullable(),
  /** Whether a text of the lead refuses contact; `unclear`: a person has to say. Null: it is ours. */
  refusal_verdict: z.enum(WORDS_VERDICTS).nullable(),
  refusal_by: z.enum(['rules', 'model', 'person']).nullable(),
  refusal_scope: z.enum(['all', 'sms', 'voice']).nullable(),
  refusal_words: z.string().nullable(),
  refusal_why: z.string().nullable(),
  judged_at: moment.nullable(),
  created_at: moment,
});
export type MessageRow = z.infer<typeof MessageRow>;

/** Who texts are sent from: its own pace, if a person has set one, and until when it rests. */
export const SenderRow = z.object({
  sender: z.string(),
  per_second: amount.nullable(),
  rests_until: moment.nullable(),
  rest_reason: z.string().nullable(),
});
export type SenderRow = z.infer<typeof SenderRow>;

export const SWITCHES = ['stop_all', 'stop_calls', 'stop_texts'] as const;

/** What stops everything, or one channel, at once. */
export const SwitchRow = z.object({
  name: z.enum(SWITCHES),
  is_on: z.boolean(),
  reason: z.string().nullable(),
  updated_at: moment,
  /** The name of who set it last. */
  set_by: z.string().nullable(),
});
export type SwitchRow = z.infer<typeof SwitchRow>;
