import { quoted } from './state-words.ts';

/** Why a text was never sent (`suppressed_reason`). `who` took the conversation over, and when. */
const REASONS: Record<string, string> = {
  newer_inbound: 'they wrote again before it was sent',
  opted_out: 'they opted out',
  suppressed: 'they opted out',
  number_changed: 'the number was changed',
  answered_already: 'it was answered already',
  another_turn: 'it was answered already',
  campaign_ended: 'the campaign has ended',
  enrollment_paused: 'follow-ups wait',
  enrollment_stopped: 'follow-ups were stopped',
  lead_replied: 'they answered',
  first_try_was_sent: 'the first try had arrived after all',
  step_edited: 'the step was rewritten, this was the old wording',
  step_skipped: 'the step was skipped',
  conversation_ended: 'the conversation had ended',
  closed_by_staff: 'the conversation was closed',
  goal_reached: 'the conversation had ended',
  disqualified: 'the conversation had ended',
  silent: 'the conversation had ended',
  handed_over: 'the AI gave the conversation to a person',
  not_ai_owned: 'a person had taken over',
  owner_human: 'a person had taken over',
  owner_paused: 'the conversation was paused',
  reply_held: 'it was held back',
  held_back: 'it was held back',
  guard_call_promise: 'it promised a call nobody planned',
  guard_link: 'it held a link we do not know',
  guard_email: 'it held an address we do not know',
  guard_number: 'it held a number we do not know',
  guard_too_long: 'it was too long',
  guard_human_claim: 'it passed itself off as a person',
  guard_asks_secret: 'it asked for a secret',
  guard_foreign_data: 'it named somebody else',
  guard_prompt: 'it talked about its own orders',
  guard_internal: 'it talked about its own orders',
  guard_empty: 'it held no words',
  guard_repeats: 'it said the same again',
  person_spoke: 'a person spoke to them',
  unreachable: 'their phone could not be reached',
  stop_conversation: 'the carrier stopped this conversation',
  lead_deleted: 'the lead was deleted',
  skipped: 'the step was skipped',
  by_staff: 'taken back by a colleague',
  replaced: 'they are in another campaign',
  overtaken: 'a later text came first',
  conversation_went_on: 'the conversation went on without it',
  talked_meanwhile: 'we talked to them meanwhile',
  own_number: 'it is a number of ours',
  undialable: 'the number cannot be reached from here',
  no_consent: 'they have not agreed to it',
  consent_too_weak: 'they agreed, but not in the way this needs',
  consent_expired: 'the agreement had run out',
  consent_revoked: 'they took the agreement back',
  no_inbound: 'there was nothing to answer',
  missing_values: 'the step needs something that is not known of them',
  no_words: 'the step has no words for texts',
  extension: 'a main line cannot be texted',
  invalid_input: 'the number cannot be right',
  cap_notices: 'they were told often enough today',
  canceled_by_operator: 'taken back by a colleague',
  campaign_paused: 'the campaign was paused',
  campaign_draft: 'the campaign had not begun',
  enrollment_active: 'follow-ups went on again',
  enrollment_completed: 'they were through all steps',
  nothing_to_say: 'there was nothing to answer',
};

const TAKEN_OVER = new Set(['human_wrote', 'taken_over', 'owner_human', 'not_ai_owned']);

export const KNOWN_DRAFT_REASONS = [...Object.keys(REASONS), 'human_wrote', 'taken_over'];

/** `taker`: "you took over at 10:16", where it is known who did. */
export function draftWords(reason: string | null, taker: string | null = null): string {
  if (reason === null) return 'nobody said why';
  if (TAKEN_OVER.has(reason)) return taker ?? 'a person had taken over';
  return REASONS[reason] ?? quoted(reason);
}
