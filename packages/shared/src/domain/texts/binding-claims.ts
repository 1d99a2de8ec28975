import { clausesOf, isNegated, plainWords } from '../meaning/plain-words.ts';
import { amountsIn } from './amounts.ts';
import {
  BINDING_KINDS,
  BINDING_WORDS,
  type BindingKind,
  DISCLAIMS,
  NEVER_SAID,
} from './binding-words.ts';

/** The share of a statement's words that must stand in the fact that it rests on. */
const LEAST_SHARED = 0.6;
const STEM = 5;
const IDLE = new Set(
  (
    'the a an is are was were be been it its this that these those our we us you your i my me for of to in on at and or so if do does did can will would have has had with from as by yes no not sure thanks thank hello hi great please just only also about there here all any some more what which when who how ' +
    'el la los las un una de del y o en es son su sus con por para que se le les lo si no gracias ' +
    'le les un une des du et ou en est sont vous nous votre notre avec pour que qui ce cette il elle oui non merci ' +
    'der die das ein eine einen und oder in ist sind sie wir ihr ihre unser mit fur dass es ja nein danke'
  ).split(' '),
);

/**
 * The first statement in a text that would bind the business, speaks of other people, of consent or
 * against an opt-out, and does not stand in the approved facts; null: there is none.
 */
export function unapprovedClaim(text: string, facts: readonly string[]): BindingKind | null {
  const known = facts.map((fact) => factOf(fact));
  for (const sentence of sentencesOf(text)) {
    const plain = plainWords(sentence);
    const kinds = kindsIn(plain, sentence);
    const [never] = kinds.filter((kind) => NEVER_SAID.includes(kind));
    if (never) return never;
    if (kinds.length === 0 || isHarmless(plain, sentence)) continue;
    const unproven = kinds.find((kind) => !known.some((fact) => bearsOut(fact, kind, plain)));
    if (unproven) return unproven;
  }
  return null;
}

type KnownFact = {
  plain: string;
  kinds: BindingKind[];
  amounts: string[];
  words: Set<string>;
  negated: boolean;
};

function factOf(fact: string): KnownFact {
  const plain = plainWords(fact);
  return {
    plain,
    kinds: kindsIn(plain, fact),
    amounts: amountsIn(plain),
    words: new Set(contentOf(plain)),
    negated: clausesOf(plain).some(isNegated),
  };
}

/**
 * A fact supports a statement that is of its kind, says yes or no as it does, and has no other
 * number.
 */
function bearsOut(fact: KnownFact, kind: BindingKind, plain: string): boolean {
  if (!fact.kinds.includes(kind)) return false;
  if (fact.negated !== clausesOf(plain).some(isNegated)) return false;
  const amounts = amountsIn(plain);
  if (!amounts.every((amount) => fact.amounts.includes(amount))) return false;
  const words = contentOf(plain);
  const shared = words.filter((word) => fact.words.has(word)).length;
  return shared >= words.length * LEAST_SHARED;
}

function kindsIn(plain: string, original: string): BindingKind[] {
  const found = BINDING_KINDS.filter((kind) =>
    BINDING_WORDS[kind].some((words) => words.test(plain)),
  );
  if (!found.includes('other_people') && NAMED_BUYER.test(original)) found.push('other_people');
  return found;
}

/** A person by name, and what that person did: this can only be another customer. */
const NAMED_BUYER =
  /(?<!\p{L})(?!I |We |You |They |It |That |This |Who |He |She )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*\.?)?(?: from \p{Lu}\p{Ll}+)? (?:just |already |also |recently )?(?:paid|pays|bought|offered|ordered|signed|lives at|owes|purchased|pagó|compró|a payé|a acheté|zahlte|kaufte|hat (?:bezahlt|gekauft))(?!\p{L})/u;

/** A question without a number in it, or what the agent cannot say: it binds nothing. */
function isHarmless(plain: string, sentence: string): boolean {
  if (amountsIn(plain).length > 0) return false;
  if (sentence.trim().endsWith('?')) return true;
  return DISCLAIMS.test(plain);
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => sentence.trim() !== '');
}

function contentOf(plain: string): string[] {
  return (plain.match(/\p{L}{2,}/gu) ?? [])
    .filter((word) => !IDLE.has(word))
    .map((word) => word.slice(0, STEM));
}

const FEW_WORDS = 6;
const SAME_IN_A_ROW = 4;
const SAME_SENTENCE = 3;

/** A model that has failed repeats itself. */
export function repeatsItself(text: string): boolean {
  const words = plainWords(text).match(/\p{L}+|\d+/gu) ?? [];
  let run = 1;
  for (const [index, word] of words.entries()) {
    run = word === words[index - 1] ? run + 1 : 1;
    if (run >= SAME_IN_A_ROW) return true;
  }
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  if (words.length >= FEW_WORDS && most * 2 > words.length) return true;
  const sentences = new Map<string, number>();
  for (const sentence of sentencesOf(text).map(plainWords)) {
    sentences.set(sentence, (sentences.get(sentence) ?? 0) + 1);
  }
  return [...sentences.values()].some((times) => times >= SAME_SENTENCE);
}
