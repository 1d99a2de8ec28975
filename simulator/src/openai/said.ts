import { type Intent, sentenceFor } from './intents.ts';
import type { Evidence, Transcript } from './judgement.ts';

export type Said = Transcript['turns'];
/** The first words that show one of the intents, the first intent first. */
export type Find = (...intents: Intent[]) => Evidence | null;

export function findIn(said: Said): Find {
  return function find(...intents) {
    for (const { turn, text } of said) {
      for (const intent of intents) {
        const quote = sentenceFor(intent, text);
        if (quote !== null) return { quote, turn };
      }
    }
    return null;
  };
}

/** A question that offers something, as the agent puts it. Whether it is a good moment offers nothing. */
const OFFER =
  /\b(still (looking|interested)|interested in|would you like|do you want|shall (i|we)|which day|suit you)\b[^.!]*\?/i;
const YES = /^\W*(yes|yeah|yep|yup|ok|okay|sure|definitely|s[ií]|oui)( please)?\W*$/i;

/** A yes and nothing else means what it answers. */
export function agreementIn(turns: Said): Evidence | null {
  const at = turns.findIndex(
    ({ who, text }, index) =>
      who === 'lead' &&
      YES.test(text) &&
      OFFER.test(turns.slice(0, index).findLast((before) => before.who === 'agent')?.text ?? ''),
  );
  const yes = turns[at];
  return yes === undefined ? null : { quote: yes.text.trim(), turn: yes.turn };
}
