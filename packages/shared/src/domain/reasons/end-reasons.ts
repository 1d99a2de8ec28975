/** How a conversation came to its end: every `end_reason` of a conversation. */
export const CONVERSATION_END_REASONS: readonly string[] = [
  'goal_reached',
  'disqualified',
  'opted_out',
  'closed_by_staff',
  'silent',
];

/** Why a conversation went to another owner: every `reason` of an ownership change. */
export const OWNERSHIP_REASONS: readonly string[] = [
  'handed_over',
  'human_wrote',
  'owner_human',
  'owner_ai',
  'owner_paused',
  'reply_held',
  'reopened',
  'lead_wrote',
  ...CONVERSATION_END_REASONS,
];
