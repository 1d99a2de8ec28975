import { loopIn } from './loop-in.ts';
import { failed, type NextStep, toPerson, unclear } from './next-step.ts';
import { freshTexts, type Turn, unjudgedTexts } from './turn.ts';

/** A turn that has begun this often without a result or an error probably crashes the process. */
const MOST_BEGUN = 12;

const wordless = toPerson({ reason: 'picture_without_words', summary: null, notify: false });

/** The next step where no model is needed; null: the model is asked. */
export function beforeAnswer(turn: Turn, limits: { repliesPerDay: number }): NextStep | null {
  if (turn.suppressed) return { do: 'stay_silent', reason: 'suppressed', update: null };
  if (!turn.agent) return unanswerable(turn, 'no_agent');
  if (turn.conversation.reply_tries > MOST_BEGUN) return unanswerable(turn, 'agent_unavailable');
  if (isUnclear(turn)) return unclear;
  if (isWithoutWords(turn)) return wordless;
  const loop = loopIn(turn);
  if (loop) return toPerson({ reason: `machine_${loop}`, summary: null, notify: false });
  // A lead that writes so much may be a machine, and two machines never stop.
  return turn.replies_today >= limits.repliesPerDay ? failed('reply_cap') : null;
}

/** Unjudged texts may refuse contact, so the lead gets no answer to them. */
export function unanswerable(turn: Turn, reason: string): NextStep {
  return toPerson({ reason, summary: null, notify: unjudgedTexts(turn).length === 0 });
}

/** A model could not judge what the lead meant, and no person has decided yet. */
function isUnclear({ messages }: Turn): boolean {
  return messages.some(({ refusal_verdict: verdict }) => verdict === 'unclear');
}

/** A picture may say anything, so a person looks at it. */
function isWithoutWords(turn: Turn): boolean {
  const fresh = freshTexts(turn);
  return fresh.length > 0 && fresh.every(({ opt_out: found }) => found?.['said'] === 'picture');
}
