import { z } from 'zod';
import * as lead from '../domain/lead.ts';
import { OpeningHours } from '../domain/meaning/opening-hours.ts';
import * as told from '../events/rows.ts';

/** Rows as the outside sees them. Those that the live log tells of are described there. */

export const LeadRow = lead.LeadRow;
export type LeadRow = z.infer<typeof LeadRow>;

export const CallRow = told.CallRow.extend({
  fence: z.number().int(),
  streams_opened: z.number().int(),
  stream_open_since: told.moment.nullable(),
  updated_at: told.moment,
});
export type CallRow = z.infer<typeof CallRow>;

export const TurnRow = told.TurnRow;
export type TurnRow = z.infer<typeof TurnRow>;

export const AnalysisRow = told.AnalysisRow;
export type AnalysisRow = z.infer<typeof AnalysisRow>;

export const AgentRow = z.object({
  id: z.uuid(),
  name: z.string(),
  business: z.string(),
  prompt: z.string(),
  greeting: z.string().nullable(),
  voice: z.string(),
  language: z.string(),
  model: z.string().nullable(),
  tools: z.array(z.string()),
  transfer_number: z.string().nullable(),
  /** What the agent may say that binds the business: nothing else of that kind leaves. */
  facts: z.array(z.string()),
  /** When somebody is there; null: the usual hours. */
  opening_hours: OpeningHours.nullable(),
  max_seconds: z.number().int(),
  is_default: z.boolean(),
});
export type AgentRow = z.infer<typeof AgentRow>;
