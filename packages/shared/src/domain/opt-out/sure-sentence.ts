import type { LocatedPhrase } from './spoken-opt-out.ts';

/** With one of these a person may mean something else, or take the refusal back. */
const OTHERWISE =
  /\b(?:but|instead|unless|except|actually|wait|jk|kidding|joking|l+o+l+|lmao|rofl|(?:ha|ah){2,}h?|if|until|till|put (?:me|us)|add (?:me|us)|keep (?:me|us)|sign (?:me|us) up|for the|pero|sino|mais|sauf|excepto|aber|sondern|nur|maar)\b/;

/** Words that change nothing about a refusal, before or after it. */
const NEUTRAL = new Set(
  (
    'please pls plz kindly thanks thank thx ty you u your yall guys people folks sir maam miss mr mrs man dude bro lady team hi hey hello ok okay k yes yeah no nope and so just now again anymore ever already immediately right away asap well look listen sorry i im we said say told asked ask asking telling saying tell to would could can will kindly want need now today forever completely instead only rather better back altogether seriously literally honestly god damn fucking effing the all everybody everyone ' +
    'merci bonjour non oui s il vous te plait svp stop gracias hola no por favor senor senora un mensaje mensajes texto textos message ya y et alors donc maintenant ahora'
  ).split(' '),
);

/** Whether a text has a word that may turn a refusal into something else. */
export function mayMeanOtherwise(words: string): boolean {
  return OTHERWISE.test(words);
}

/**
 * Whether a phrase is a whole sentence. "Take my name off the list for the grey" contains a refusal
 * and is none; part of a sentence does not show what it means.
 */
export function isWholeSentence(text: string, { start, end }: LocatedPhrase): boolean {
  const from = text.lastIndexOf('.', start) + 1;
  const stop = text.indexOf('.', end);
  const around = `${text.slice(from, start)} ${text.slice(end, stop === -1 ? undefined : stop)}`;
  return isNeutral(around);
}

/** Whether words say nothing that changes the meaning of a refusal beside them. */
export function isNeutral(words: string): boolean {
  return words
    .replace(/\b(?:not|no longer) interested\b/g, ' ')
    .split(/[\s,]+/)
    .filter(Boolean)
    .every((word) => NEUTRAL.has(word));
}
