import type { MessageRow } from '@ringback/shared/db/text-rows.ts';
import type { LastWord } from '@ringback/shared/db/texts/finish-conversation.ts';
import { declines, saysWrongPerson } from '@ringback/shared/domain/meaning/declines.ts';
import { decideOptOut } from '@ringback/shared/domain/opt-out/decide-opt-out.ts';
import { findQuote } from '@ringback/shared/domain/quote.ts';
import { leadsWords } from '@ringback/shared/domain/texts/own-words.ts';
import type { ToolCall } from '@ringback/shared/providers/replies/tool-call.ts';
import { bookingIn } from './booking.ts';
import { freshTexts, oursIn, type Turn } from './turn.ts';

/** How the agent's last reply ends the conversation. */
export type Ending = Pick<LastWord, 'outcome' | 'reason' | 'evidence' | 'appointment'>;

export type FoundEnding =
  | { kind: 'ends'; ending: Ending }
  /** The lead refuses contact, which is more than the agent reported. */
  | { kind: 'refused'; words: string; message: MessageRow; isStranger: boolean }
  /** The lead's words do not prove what the agent claims. */
  | { kind: 'unproven'; reason: string };

type Disqualified = Extract<ToolCall, { name: 'disqualify' }>['arguments'];

/** How the tool ends the conversation, if it does and the lead's own words prove it. */
export function endingIn(turn: Turn, call: ToolCall | null, at: Date): FoundEnding | null {
  switch (call?.name) {
    case 'book_appointment': {
      const { starts_at_local: startsAtLocal, words } = call.arguments;
      const booking = bookingIn(turn, { startsAtLocal, words }, at);
      if (!booking.ok) return { kind: 'unproven', reason: `booking_${booking.reason}` };
      const startsAt = booking.startsAt.toISOString();
      return {
        kind: 'ends',
        ending: {
          outcome: 'success',
          reason: 'goal_reached',
          evidence: { words: booking.words },
          appointment: { starts_at: startsAt, words: booking.words },
        },
      };
    }
    case 'disqualify':
      return disqualified(turn, call.arguments);
    default:
      return null;
  }
}

/**
 * An opt-out takes precedence: the rules are asked before a lead is only "not interested". The holder
 * of a wrong number never consented, so that is an opt-out too.
 */
function disqualified(turn: Turn, { words, why }: Disqualified): FoundEnding {
  const said = freshWords(turn, words);
  if (!said) return { kind: 'unproven', reason: 'disqualify_no_such_words' };
  const { message, quote } = said;
  const decision = decideOptOut(leadsWords(message.body ?? '', oursIn(turn)));
  const refuses = decision.kind === 'opt_out' && decision.scope !== 'voice';
  const isStranger = why === 'wrong_person';
  if (refuses) return { kind: 'refused', words: decision.words, message, isStranger };
  const body = leadsWords(message.body ?? '', oursIn(turn));
  // A reason that a model names proves nothing: the words have to.
  if (isStranger && saysWrongPerson(body)) {
    return { kind: 'refused', words: quote, message, isStranger };
  }
  if (isStranger || !declines(body)) return { kind: 'unproven', reason: 'disqualify_not_meant' };
  return {
    kind: 'ends',
    ending: {
      outcome: 'unqualified',
      reason: 'disqualified',
      evidence: { words: quote, seq: message.seq, why },
    },
  };
}

/** Words in what the lead has written since the last answer, as the lead wrote them. */
export function freshWords(
  turn: Turn,
  words: string,
): { message: MessageRow; quote: string } | null {
  const ours = oursIn(turn);
  for (const message of freshTexts(turn)) {
    const text = leadsWords(message.body ?? '', ours);
    const found = findQuote(words, [{ turn: 0, who: 'lead', text }]);
    if (found) return { message, quote: found.quote };
  }
  return null;
}
