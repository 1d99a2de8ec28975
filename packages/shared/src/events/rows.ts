import { z } from 'zod';
import { CALL_STATUSES } from '../domain/calls/call.ts';
import { OUTCOMES } from '../domain/outcome.ts';

/**
 * Rows as the outside sees them: snake_case, moments as ISO 8601 in UTC. What a shape here leaves
 * out never leaves the system.
 */

export const moment = z.string();
export const json = z.record(z.string(), z.unknown());

export const CallRow = z.object({
  id: z.uuid(),
  lead_id: z.number().int().nullable(),
  agent_id: z.uuid().nullable(),
  direction: z.enum(['outbound', 'inbound']),
  provider: z.string(),
  voice: z.string(),
  to_number: z.string(),
  from_number: z.string().nullable(),
  lead_phone: z.string(),
  phone_extension: z.string().nullable(),
  status: z.enum(CALL_STATUSES),
  priority: z.enum(['low', 'normal', 'high']),
  message: z.string().nullable(),
  origin: z.string(),
  campaign_id: z.string().nullable(),
  metadata: json,
  run_at: moment,
  held_reason: z.string().nullable(),
  /** Until when it is held and by which rule (HELD_RULES); null: it is not held. */
  held_until: moment.nullable(),
  held_rule: z.string().nullable(),
  dial: z.number().int(),
  redial_of: z.string().nullable(),
  callback_of: z.string().nullable(),
  call_sid: z.string().nullable(),
  answered_by: z.string().nullable(),
  duration_seconds: z.number().int().nullable(),
  end_reason: z.string().nullable(),
  wrap_up: z.string().nullable(),
  wrap_up_reason: z.string().nullable(),
  /** What was heard, in milliseconds; null: nobody has measured it. */
  agent_heard_ms: z.number().int().nullable(),
  lead_heard_ms: z.number().int().nullable(),
  silence_reason: z.string().nullable(),
  /** Whether the lead heard us or was heard; null until that is decided. */
  reached: z.boolean().nullable(),
  transfer_result: z.string().nullable(),
  /** When the lead asked for a person, whether or not one could take the call. */
  person_asked_at: moment.nullable(),
  recording_sid: z.string().nullable(),
  recording_url: z.string().nullable(),
  recording_seconds: z.number().int().nullable(),
  dialed_at: moment.nullable(),
  answered_at: moment.nullable(),
  ended_at: moment.nullable(),
  settled_at: moment.nullable(),
  created_at: moment,
});
export type CallRow = z.infer<typeof CallRow>;

export const TurnRow = z.object({
  id: z.number().int(),
  call_sid: z.string(),
  lead_id: z.number().int().nullable(),
  seq: z.number().int(),
  role: z.enum(['user', 'assistant', 'system']),
  content: z.string(),
  heard: z.boolean(),
  generated: z.string().nullable(),
  /** How long the lead waited for this answer, in milliseconds. */
  reply_ms: z.number().int().nullable(),
  timestamp: moment,
});
export type TurnRow = z.infer<typeof TurnRow>;

/** A person has corrected an outcome: who, when, why, and what was found before. */
export const Correction = z.object({
  by_id: z.string().nullable(),
  by_name: z.string(),
  at: moment,
  reason: z.string().nullable(),
  found: z.object({
    status: z.enum(['done', 'needs_review']),
    outcome: z.enum(OUTCOMES).nullable(),
    outcome_quote: z.string().nullable(),
    outcome_turn: z.number().int().nullable(),
    failure: z.string().nullable(),
    decided_by: z.enum(['rules', 'model', 'staff', 'nobody']),
  }),
});

export const AnalysisRow = z.object({
  id: z.uuid(),
  call_id: z.string().nullable(),
  call_sid: z.string().nullable(),
  conversation_id: z.string().nullable(),
  lead_id: z.number().int().nullable(),
  channel: z.string(),
  status: z.enum(['done', 'needs_review']),
  outcome: z.enum(OUTCOMES).nullable(),
  outcome_quote: z.string().nullable(),
  outcome_turn: z.number().int().nullable(),
  summary: z.string().nullable(),
  sentiment: z.enum(['positive', 'neutral', 'negative']).nullable(),
  facts: z.array(z.unknown()),
  dropped: z.array(z.unknown()),
  next_action: json.nullable(),
  decided_by: z.enum(['rules', 'model', 'staff', 'nobody']),
  model: z.string().nullable(),
  failure: z.string().nullable(),
  correction: Correction.nullable(),
  created_at: moment,
  updated_at: moment,
});
export type AnalysisRow = z.infer<typeof AnalysisRow>;

export const AppointmentRow = z.object({
  id: z.uuid(),
  lead_id: z.number().int().nullable(),
  call_id: z.string().nullable(),
  conversation_id: z.string().nullable(),
  starts_at: moment,
  words: z.string().nullable(),
  created_at: moment,
});
export type AppointmentRow = z.infer<typeof AppointmentRow>;

/**
 * `phone` is null once its lead was deleted: the block stays, by the number's hash. With a
 * `lifted_at` it is none any more.
 */
export const SuppressionRow = z.object({
  id: z.number().int(),
  phone: z.string().nullable(),
  scope: z.enum(['all', 'voice', 'sms']),
  source: z.string(),
  words: z.string().nullable(),
  call_id: z.string().nullable(),
  message_id: z.string().nullable(),
  created_at: moment,
  lifted_at: moment.nullable(),
});
export type SuppressionRow = z.infer<typeof SuppressionRow>;
