import { z } from 'zod';

/** The transcript as the analyst's client sends it. */
export const Transcript = z.object({
  channel: z.string(),
  now_local: z.string(),
  weekday: z.string().optional(),
  turns: z.array(z.object({ turn: z.number(), who: z.enum(['agent', 'lead']), text: z.string() })),
});

export type Transcript = z.output<typeof Transcript>;

export type Outcome =
  | 'success'
  | 'qualified'
  | 'unqualified'
  | 'escalated'
  | 'no_response'
  | 'discarded';
export type Evidence = { quote: string; turn: number };
export type Fact = Evidence & {
  field:
    | 'name'
    | 'email'
    | 'budget'
    | 'interest'
    | 'timeline'
    | 'appointment_at'
    | 'callback_at'
    | 'objection'
    | 'language';
  value: string;
};

export type Judgement = {
  summary: string;
  outcome: Outcome;
  outcome_evidence: Evidence | null;
  sentiment: 'positive' | 'neutral' | 'negative';
  facts: Fact[];
  next_action: {
    kind: 'none' | 'callback' | 'send_text' | 'human_follow_up';
    at_local: string | null;
    reason: string;
    quote: string | null;
    turn: number | null;
  };
};
