import { loopIn } from './loop-in.ts';
import { failed, type NextStep, toPerson, unclear } from './next-step.ts';
import { freshTexts, type Turn, unjudgedTexts } from './turn.ts';

/** A turn that has begun so often and come to nothing, not even to an error, takes us down with it. */
const MOST_BEGUN = 12;

const wordless = toPerson({ reason: 'picture_without_words', summary: null, tell: false });

/** What is to be done without asking a model; null: it is asked. */
export function beforeAnswer(turn: Turn, limits: { repliesPerDay: number }): NextStep | null {
  if (turn.suppressed) return { do: 'stay_silent', reason: 'suppressed', update: null };
  if (!turn.agent) return unheard(turn, 'no_agent');
  if (turn.conversation.reply_tries > MOST_BEGUN) return unheard(turn, 'agent_unavailable');
  if (isUnclear(turn)) return unclear;
  if (isWithoutWords(turn)) return wordless;
  const loop = loopIn(turn);
  if (loop) return toPerson({ reason: `machine_${loop}`, summary: null, tell: false });
  // Whoever writes so much may be a machine, and two of them never tire.
  return turn.replies_today >= limits.repliesPerDay ? failed('reply_cap') : null;
}

/** Nothing that was said could be judged. It may refuse contact, so nothing is said to it. */
export function unheard(turn: Turn, reason: string): NextStep {
  return toPerson({ reason, summary: null, tell: unjudgedTexts(turn).length === 0 });
}

/** A model could not tell what the lead meant, and no person has said so far. */
function isUnclear({ messages }: Turn): boolean {
  return messages.some(({ refusal_verdict: verdict }) => verdict === 'unclear');
}

/** A picture may say anything: a person looks at it. */
function isWithoutWords(turn: Turn): boolean {
  const fresh = freshTexts(turn);
  return fresh.length > 0 && fresh.every(({ opt_out: found }) => found?.['said'] === 'picture');
}
