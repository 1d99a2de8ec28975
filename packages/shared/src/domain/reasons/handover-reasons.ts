import { REPLY_FAULTS } from '../texts/reply-guard.ts';

/**
 * Why this system itself gives a conversation to a person: every code of a `handover_reason`. What the
 * agent says of its own accord is a sentence.
 */
export const HANDOVER_REASONS: readonly string[] = [
  'unclear_opt_out',
  'words_not_judged',
  'picture_without_words',
  'machine_repeated_words',
  'machine_repeated_answer',
  'no_agent',
  'agent_unavailable',
  'agent_refused',
  'tool_misused',
  'reply_cap',
  'unsure',
  'no_answer',
  'disqualify_no_such_words',
  'disqualify_not_meant',
  ...['no_such_words', 'not_agreed', 'unknown_zone', 'no_such_time', 'closed'].map(
    (reason) => `booking_${reason}`,
  ),
  ...['no_such_words', 'no_wish', 'no_such_time', 'unknown_zone', 'outside_hours', 'answered'].map(
    (reason) => `call_${reason}`,
  ),
  ...REPLY_FAULTS.map((fault) => `guard_${fault}`),
];
