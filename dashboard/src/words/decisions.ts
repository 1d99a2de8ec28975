import { refusalWords } from './refusals.ts';
import { capital, quoted } from './state-words.ts';
import { waitWords } from './waits.ts';

export type DecisionFacts = { verdict: string; rule: string };

const ALLOWED: Record<string, string> = {
  window_open: 'inside the hours, agreed to, under every limit',
  claimed: 'inside the hours, agreed to, under every limit',
  reply_in_time: 'they had just written and were being answered',
  permitted: 'agreed to',
  retried_by_hand: 'a colleague tried it again',
};

const HELD: Record<string, string> = {
  callback_requested: 'they asked for a call at this time',
  redial: 'the call before did not get through',
  merged: 'it became one call with another that was planned',
};

const DENIED: Record<string, string> = {
  opted_out: 'they opted out',
  own_number: 'it is a number of ours',
  extension: 'an extension cannot be texted',
  words_of_a_call: 'the step has no words for this channel',
  step_edited: 'the step was rewritten, this was the old wording',
};

export const KNOWN_DECISIONS = {
  allow: Object.keys(ALLOWED),
  hold: Object.keys(HELD),
  deny: Object.keys(DENIED),
};

/** Why it was decided so, in a few words. */
export function decisionReason({ verdict, rule }: DecisionFacts): string {
  if (verdict === 'allow') return ALLOWED[rule] ?? quoted(rule);
  if (verdict === 'hold') return HELD[rule] ?? waitWords(rule).short;
  if (rule.startsWith('cap_')) return 'your settings allow none of this kind';
  return DENIED[rule] ?? refusalWords(rule);
}

const SUBJECTS: Record<string, string> = { text: 'text', call: 'call' };

/** What was decided: "A call waits until 9:00 AM their time". */
export function decisionSentence(
  { verdict, channel }: { verdict: string; channel: string },
  until: string | null,
): string {
  const subject = `A ${SUBJECTS[channel] ?? quoted(channel)}`;
  if (verdict === 'allow') return `${subject} was allowed`;
  if (verdict === 'hold') return until ? `${subject} waits until ${until}` : `${subject} waits`;
  if (verdict === 'deny') return `${subject} was not allowed`;
  return capital(quoted(verdict));
}

const ZONE_SOURCES: Record<string, string> = {
  lead: 'as set on the lead',
  region: 'from the state',
  number: 'from the number',
  unknown: 'nobody knows',
};

export const zoneSourceWords = (source: string): string => ZONE_SOURCES[source] ?? quoted(source);

const CAPS: Record<string, string> = {
  texts_per_day: 'texts in 24 hours',
  calls_per_day: 'calls in 24 hours',
  touches_per_day: 'contacts in 24 hours',
  touches_per_week: 'contacts in seven days',
};

/** "2 of at most 3 contacts in 24 hours". */
export const capWords = ({ id, counted, limit }: CapUse): string =>
  `${counted} of at most ${limit} ${CAPS[id] ?? `by the rule ${quoted(id)}`}`;

export type CapUse = { id: string; counted: number; limit: number };
