import { decideOptOut } from '@ringback/shared/domain/opt-out/decide-opt-out.ts';
import type { OperatorHours } from '@ringback/shared/domain/quiet-hours/day-hours.ts';
import { leadsWords } from '@ringback/shared/domain/texts/own-words.ts';
import { checkReply } from '@ringback/shared/domain/texts/reply-guard.ts';
import type { ReplyAnswer } from '@ringback/shared/providers/replies/port.ts';
import type { ToolCall } from '@ringback/shared/providers/replies/tool-call.ts';
import { askedCallIn, promisable } from './asked-call.ts';
import { endingIn, freshWords } from './ending.ts';
import { failed, type NextStep, toPerson, unclear } from './next-step.ts';
import { replyLimits } from './reply-limits.ts';
import { freshTexts, oursIn, type Turn } from './turn.ts';

/** Below this confidence the model itself does not stand by its answer. */
const LEAST_CONFIDENCE = 0.3;

export type Answered = Extract<ReplyAnswer, { kind: 'reply' }>;

type Given = {
  /** When the operator calls people. */
  operator: OperatorHours;
  /** Hosts that every agent may link to. */
  allowedHosts: readonly string[];
  at: Date;
};

/**
 * Turns a model's answer into the next step. The words are checked, claims are looked for in the
 * lead's own words, and whatever fails a check goes to a person.
 */
export function afterAnswer(
  turn: Turn,
  { text, confidence }: Pick<Answered, 'text' | 'confidence'>,
  call: ToolCall | null,
  given: Given,
): NextStep {
  if (call?.name === 'stop') return stopOn(turn, call.arguments.words, text, given);
  if (call?.name === 'hand_over') {
    const { reason, summary } = call.arguments;
    return toPerson({ reason, summary: summary ?? null, notify: true });
  }
  if (confidence < LEAST_CONFIDENCE) return failed('unsure');
  return speak(turn, text, call, given);
}

/** A number is closed on the lead's own words, never on a model's. */
function stopOn(turn: Turn, words: string, text: string | null, given: Given): NextStep {
  const said = freshWords(turn, words);
  if (!said) return unclear;
  const found = decideOptOut(leadsWords(said.message.body ?? '', oursIn(turn)));
  const { refusal_scope: scope } = said.message;
  if ((found.kind === 'opt_out' ? found.scope : scope) !== 'voice') {
    // The same turn judged that these words refuse nothing; only the rules may overrule it.
    if (found.kind !== 'opt_out') return unclear;
    return { do: 'opt_out', refusal: { words: said.quote, message: said.message } };
  }
  // Calls were suppressed when it came in; the lead wants texts.
  return text === null ? failed('no_answer') : speak(turn, text, null, given);
}

function speak(
  turn: Turn,
  proposed: string | null,
  call: ToolCall | null,
  { operator, allowedHosts, at }: Given,
): NextStep {
  const found = endingIn(turn, call, at);
  if (found?.kind === 'refused') {
    const { words, message, isStranger } = found;
    return {
      do: 'opt_out',
      refusal: { words, message, ...(isStranger && { scope: 'all' as const }) },
    };
  }
  if (found?.kind === 'unproven') return failed(found.reason);
  const asked = call?.name === 'call_lead' ? askedCallIn(turn, call.arguments, operator, at) : null;
  if (asked && !asked.ok) return failed(`call_${asked.reason}`);
  if (proposed === null && (found || asked || asksSomething(turn))) return failed('no_answer');

  const limits = replyLimits(turn, allowedHosts, promisable(turn, call, asked, at));
  const checked = proposed === null ? null : checkReply(proposed, limits);
  if (checked && !checked.ok) {
    const why = { reason: `guard_${checked.reason}`, summary: null, notify: true };
    return { do: 'hand_over', why, fault: checked.reason };
  }
  const update = call?.name === 'update_lead' ? call.arguments : null;
  if (!checked) return { do: 'stay_silent', reason: 'nothing_to_say', update };
  if (asked?.ok) return { do: 'promise', text: checked.text, call: asked };
  return { do: 'say', text: checked.text, ending: found?.ending ?? null, update };
}

/** Only a person may decide to leave a question without an answer. */
function asksSomething(turn: Turn): boolean {
  return freshTexts(turn).some(({ body }) => body?.includes('?'));
}
