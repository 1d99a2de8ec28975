import { CAP_RULES } from '../policy/cap-rules.ts';

/** Caps of the system, of a campaign, and of each law. */
const CAPS = [
  'cap_texts_per_day',
  'cap_calls_per_day',
  'cap_touches_per_day',
  'cap_touches_per_week',
  'cap_campaign_day',
  'cap_campaign_per_lead',
  ...CAP_RULES.map(({ id }) => `cap_${id}`),
] as const;

/**
 * Why a call, a text or a step of a campaign waits: every `held_rule` that there is. What an older or
 * newer server wrote may be none of them.
 */
export const HELD_RULES: readonly string[] = [
  'quiet_hours',
  'unknown_zone',
  'invalid_zone',
  'stale_zone_data',
  'invalid_operator_hours',
  'never_opens',
  ...CAPS,
  'budget',
  'budget_day',
  'budget_calls',
  'budget_texts',
  'campaign_budget',
  'velocity_prefix',
  'key_day',
  'switched_off',
  'campaign_paused',
  'campaign_draft',
  'sender_rests',
  'line_busy_with_us',
  'words_not_judged',
  'talk_not_judged',
  'inbound_not_read',
  'voice_not_heard',
  'voice_away',
];
