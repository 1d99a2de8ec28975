/** Why somebody waits for a person, in the order in which they are shown. */
export const PERSON_REASONS = [
  'call_asks_for_person',
  'asked_for_person',
  'handed_over',
  'unclear',
  'send_failed',
  'nobody_could_tell',
] as const;
export type PersonReason = (typeof PERSON_REASONS)[number];
