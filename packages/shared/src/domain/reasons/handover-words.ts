/** Why the AI gave a conversation to a person. A model's own reasons are sentences and stand as they are. */
const REASONS: Record<string, string> = {
  asked_for_person: 'asked for one',
  call_asks_for_person: 'asks for one in a call',
  handed_over: 'the AI handed the conversation over',
  unclear: 'the conversation is paused',
  send_failed: 'a text could not be delivered',
  nobody_could_tell: 'nobody could tell how it ended',
  person_asked_for: 'a person was asked for',
  nobody_to_transfer_to: 'asked for one in a call, and nobody could take it',
  no_agent: 'no agent is set up for texts',
  agent_unavailable: 'the AI could not be reached',
  machine_repeated_words: 'a machine seems to write, the same words again',
  machine_repeated_answer: 'a machine seems to write back',
  booking_no_such_words: 'the AI saw an appointment that was not said',
  booking_not_agreed: 'wants an appointment that is not agreed yet',
  booking_unknown_zone: 'wants an appointment, and their time zone is unknown',
  booking_no_such_time: 'wants an appointment at a time the AI did not understand',
  booking_closed: 'wants an appointment when nobody is there',
  call_answered: 'wants a call that was answered already',
  lead_asked: 'asked for one',
  price: 'asks about the price',
  picture_without_words: 'sent a picture without words',
  unclear_opt_out: 'it is not clear whether they opted out',
  words_not_judged: 'their words could not be judged',
  reply_cap: 'the AI has answered often enough today',
  unsure: 'the AI is not sure what is meant',
  no_answer: 'the AI found no answer',
  agent_refused: 'the AI would not answer',
  agent_failed: 'the AI could not be reached',
  tool_misused: 'the AI did something it may not do',
  foreign_sender: 'our carrier does not have the number they wrote to',
  disqualify_no_such_words: 'the AI saw a refusal that was not said',
  disqualify_not_meant: 'the AI is not sure that they declined',
  call_no_such_words: 'wants a call, in words the AI could not find',
  call_no_wish: 'the AI saw a wish for a call that was not said',
  call_no_such_time: 'wants a call at a time the AI did not understand',
  call_unknown_zone: 'wants a call, and their time zone is unknown',
  call_outside_hours: 'wants a call outside the hours',
  guard_empty: 'the AI found no words',
  guard_too_long: 'the AI’s answer was too long',
  guard_link: 'the AI’s answer held a link we do not know',
  guard_number: 'the AI’s answer held a number we do not know',
  guard_email: 'the AI’s answer held an address we do not know',
  guard_prompt: 'the AI’s answer told of its own orders',
  guard_internal: 'the AI’s answer told of its own orders',
  guard_human_claim: 'the AI’s answer passed itself off as a person',
  guard_foreign_data: 'the AI’s answer named somebody else',
  guard_asks_secret: 'the AI’s answer asked for a secret',
  guard_call_promise: 'the AI’s answer promised a call nobody planned',
  guard_repeats: 'the AI would have said the same again',
};

export const KNOWN_HANDOVERS = Object.keys(REASONS);

export function handoverWords(reason: string | null): string {
  if (reason === null) return 'nobody said why';
  const known = REASONS[reason];
  if (known) return known;
  if (reason.startsWith('guard_binds_')) return 'the AI’s answer promised what it may not promise';
  if (/^agent_/.test(reason)) return 'the AI could not be reached';
  return reason.includes(' ') ? reason : `“${reason}”`;
}
