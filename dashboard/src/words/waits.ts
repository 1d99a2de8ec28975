import { quoted } from './state-words.ts';

/** Why something waits. `acts` says what a person has to do, where it waits for ever otherwise. */
export type WaitWords = { short: string; acts: boolean };

const CAPS: Record<string, string> = {
  cap_per_day: 'the campaign has sent enough for today',
  cap_campaign_day: 'the campaign has sent enough for today',
  cap_campaign_per_lead: 'enough from this campaign for today',
};

const RULES: Record<string, WaitWords> = {
  quiet_hours: { short: 'it is night there', acts: false },
  window_closing: { short: 'the last ten minutes stay free', acts: false },
  unknown_zone: { short: 'time zone unknown: set it', acts: true },
  no_zone: { short: 'time zone unknown: set it', acts: true },
  invalid_zone: { short: 'its hours cannot be worked out', acts: true },
  stale_zone_data: { short: 'its hours cannot be worked out', acts: true },
  invalid_operator_hours: { short: 'its hours cannot be worked out', acts: true },
  never_opens: { short: 'its hours cannot be worked out', acts: true },
  budget: { short: 'the day’s money is spent', acts: false },
  campaign_budget: { short: 'the campaign’s money is spent', acts: true },
  switched_off: { short: 'texts are stopped', acts: true },
  campaign_paused: { short: 'the campaign is paused', acts: true },
  campaign_halted: { short: 'the campaign is paused', acts: true },
  sender_rests: { short: 'our number rests', acts: false },
  sender_not_ready: { short: 'our number is not ready', acts: true },
  budget_day: { short: 'the day’s money is spent', acts: false },
  budget_calls: { short: 'the day’s money for calls is spent', acts: false },
  budget_texts: { short: 'the day’s money for texts is spent', acts: false },
  velocity_prefix: { short: 'too many to numbers like this one at once', acts: false },
  key_day: { short: 'the key has sent enough for today', acts: false },
  campaign_draft: { short: 'the campaign has not begun', acts: true },
  inbound_not_read: { short: 'a text of theirs is being read first', acts: false },
  voice_not_heard: { short: 'our voice line is being tried', acts: false },
  voice_away: { short: 'our voice line is away', acts: false },
  line_busy_with_us: { short: 'we are talking to them already', acts: false },
  talk_not_judged: { short: 'what they said last is still being read', acts: false },
  words_not_judged: { short: 'what they said last is still being read', acts: false },
};

export const KNOWN_WAITS = Object.keys(RULES);

export function waitWords(rule: string): WaitWords {
  const known = RULES[rule];
  if (known) return known;
  const cap = CAPS[rule];
  if (cap) return { short: cap, acts: false };
  if (rule.startsWith('cap_')) {
    const span = rule.includes('week') ? 'for this week' : 'for today';
    return { short: `enough ${span}`, acts: false };
  }
  return { short: quoted(`held: ${rule}`), acts: false };
}
