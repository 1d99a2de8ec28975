import { languageOf, wants } from './intents.ts';
import type { Evidence, Fact } from './judgement.ts';
import type { Find, Said } from './said.ts';
import { momentIn } from './when.ts';

const LANGUAGES = { en: 'English', fr: 'French', es: 'Spanish' } as const;

/** What the lead told of itself. */
export function factsOf(said: Said, find: Find, nowLocal: string): Fact[] {
  const facts: (Fact | null)[] = [
    valueIn(said, 'name', /\b[Mm]y name is (\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?)/u),
    valueIn(said, 'email', /([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/u),
    valueIn(said, 'budget', /\bbudget is (?:about |around )?([^.!?,\p{Emoji_Presentation}]+)/iu),
    asFact('interest', find('interest'), () => 'still looking'),
    asFact('timeline', find('timeline'), ({ quote }) => quote.replace(/[.!?]+$/, '').toLowerCase()),
    appointmentIn(said, nowLocal),
    callbackIn(said, nowLocal),
    asFact('objection', find('not_interested'), ({ quote }) => quote),
    languageFact(said),
  ];
  return facts.filter((fact) => fact !== null);
}

function asFact(
  field: Fact['field'],
  evidence: Evidence | null,
  value: (evidence: Evidence) => string,
): Fact | null {
  return evidence === null ? null : { field, value: value(evidence), ...evidence };
}

function valueIn(said: Said, field: Fact['field'], pattern: RegExp): Fact | null {
  for (const { turn, text } of said) {
    const found = pattern.exec(text);
    if (found?.[1] !== undefined)
      return { field, value: found[1].trim(), quote: sentenceAround(text, found[0]), turn };
  }
  return null;
}

function sentenceAround(text: string, words: string): string {
  const sentences = text.match(/[^.!?]+[.!?]*/g) ?? [];
  return (sentences.find((sentence) => sentence.includes(words)) ?? words).trim();
}

/** A booking needs the wish somewhere in the turn and a moment that can be put into a calendar. */
export function appointmentIn(said: Said, nowLocal: string): Fact | null {
  for (const { turn, text } of said) {
    const moment =
      wants('booking', text) && !wants('callback', text) ? momentIn(text, nowLocal) : null;
    if (moment?.local != null) {
      return {
        field: 'appointment_at',
        value: moment.local,
        quote: sentenceAround(text, moment.words),
        turn,
      };
    }
  }
  return null;
}

export function callbackIn(said: Said, nowLocal: string): Fact | null {
  for (const { turn, text } of said) {
    const moment = wants('callback', text) ? momentIn(text, nowLocal) : null;
    if (moment?.local != null) {
      return {
        field: 'callback_at',
        value: moment.local,
        quote: sentenceAround(text, moment.words),
        turn,
      };
    }
  }
  return null;
}

function languageFact(said: Said): Fact | null {
  const foreign = said.find(({ text }) => languageOf(text) !== 'en');
  if (foreign === undefined) return null;
  const { turn, text } = foreign;
  return { field: 'language', value: LANGUAGES[languageOf(text)], quote: text.trim(), turn };
}
