import { quoted } from './state-words.ts';

/** Why somebody may not be contacted, as the policy names it (`verdict: deny`). */
const RULES: Record<string, string> = {
  suppressed: 'on the do-not-contact list',
  no_consent: 'has not agreed to it',
  consent_too_weak: 'agreed, but not in the way this needs',
  consent_expired: 'the agreement has run out',
  consent_revoked: 'took the agreement back',
  no_inbound: 'there is nothing to answer',
  missing_values: 'the step needs something that is not known of them',
  no_words: 'the step has no words for this channel',
  words_of_a_call: 'the step has no words for this channel',
  canceled_by_operator: 'taken back by a colleague',
  number_changed: 'the number was changed',
  invalid_input: 'the number cannot be right',
  undialable: 'the number cannot be reached from here',
  permitted: 'allowed',
};

export const refusalWords = (rule: string): string => RULES[rule] ?? quoted(rule);
