export const OUTCOMES = [
  'success',
  'qualified',
  'unqualified',
  'escalated',
  'no_response',
  'discarded',
] as const;

/**
 * How a conversation ended: an appointment or the goal; interested; not a fit; handed to a human;
 * nobody spoke; opted out or irrelevant.
 */
export type Outcome = (typeof OUTCOMES)[number];
