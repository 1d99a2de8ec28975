import { z } from 'zod';
import { OUTCOMES } from '../../domain/outcome.ts';

export const FACT_FIELDS = [
  'name',
  'email',
  'budget',
  'interest',
  'timeline',
  'appointment_at',
  'callback_at',
  'objection',
  'language',
] as const;

export const NEXT_STEPS = ['none', 'callback', 'send_text', 'human_follow_up'] as const;

/**
 * A judge's answer about a conversation. Sent as a strict schema, so nothing is optional; a model
 * writes the keys in this order. Numbers of turns are claims, to be checked.
 */
export const Judgement = z.object({
  summary: z.string(),
  outcome: z.enum(OUTCOMES),
  outcome_evidence: z.object({ quote: z.string(), turn: z.number() }).nullable(),
  sentiment: z.enum(['positive', 'neutral', 'negative']),
  facts: z.array(
    z.object({
      field: z.enum(FACT_FIELDS),
      value: z.string(),
      quote: z.string(),
      turn: z.number(),
    }),
  ),
  next_action: z.object({
    kind: z.enum(NEXT_STEPS),
    at_local: z.string().nullable(),
    reason: z.string(),
    quote: z.string().nullable(),
    turn: z.number().nullable(),
  }),
});
export type Judgement = z.infer<typeof Judgement>;
