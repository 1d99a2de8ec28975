import { beginning } from '../beginning.ts';
import type { OptOutPhrase } from './phrase.ts';
import { OPT_OUT_PHRASES, WHOLE_CLAUSE, WHOLE_TURN } from './spoken-phrases.ts';
import { type SpokenWords, spokenWords } from './spoken-words.ts';

/** Whether a lead refused further contact; `rule` and `words` are what a decision record keeps. */
export type SpokenOptOut = { optOut: true; rule: string; words: string } | { optOut: false };

/** A phrase made ready for `findPhrase`. */
export type Matcher = { id: string; pattern: RegExp; before: RegExp | null; after: RegExp | null };

/** No turn is this long in practice; a model reads what comes after it. */
const MOST_READ = 4_000;

const GREETING =
  /^(?:(?:no|ok|okay|hey|yes|yeah|hello|hi|look|listen|sir|maam|non|si|oui) )+(?=\w)/;

/** How people refuse when they speak, prepared for matching. */
export const SPOKEN_PHRASES: readonly Matcher[] = OPT_OUT_PHRASES.map(compilePhrase);
const turnRules = rulesBySaying(WHOLE_TURN);
const clauseRules = rulesBySaying(WHOLE_CLAUSE);

/**
 * Finds a refusal to be contacted again in one turn of a lead, in English, French or Spanish. Rules
 * only: sure and instant, for words that leave no doubt. A model judges what they miss.
 */
export function spokenOptOut(text: string): SpokenOptOut {
  const spoken = spokenWords(beginning(text, MOST_READ));
  const whole = turnRules.get(spoken.bare) ?? turnRules.get(spoken.bare.replace(GREETING, ''));
  if (whole) return { optOut: true, rule: whole, words: text.trim() };

  return dismissal(spoken) ?? findPhrase(spoken, SPOKEN_PHRASES) ?? { optOut: false };
}

function dismissal(spoken: SpokenWords): SpokenOptOut | null {
  for (const clause of spoken.text.matchAll(/[^,.]+/g)) {
    const rule = clauseRules.get(clause[0].trim().replace(GREETING, ''));
    if (!rule) continue;
    const words = spoken.original(clause.index, clause.index + clause[0].length).trim();
    return { optOut: true, rule, words: words.replace(/^[\s,.;:!?]+|[\s,.;:!?]+$/g, '') };
  }
  return null;
}

/** The first phrase, in the order given, that stands in the words while neither guard objects. */
export function findPhrase(
  spoken: SpokenWords,
  phrases: readonly Matcher[],
): { optOut: true; rule: string; words: string } | null {
  const [found] = phrasesIn(spoken, phrases);
  return found ? { optOut: true, rule: found.rule, words: found.words } : null;
}

/** A phrase, and where in the levelled words it stands. */
export type LocatedPhrase = { rule: string; words: string; start: number; end: number };

/** Every phrase, in the order given, that stands in the words while neither guard objects. */
export function* phrasesIn(
  spoken: SpokenWords,
  phrases: readonly Matcher[],
): Generator<LocatedPhrase> {
  for (const { id, pattern, before, after } of phrases) {
    for (const match of spoken.text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (before?.test(spoken.text.slice(0, start))) continue;
      if (after?.test(spoken.text.slice(end))) continue;
      yield { rule: id, words: spoken.original(start, end), start, end };
    }
  }
}

// Patterns are written with plain spaces; people, and transcribers, put commas in between.
export function compilePhrase({ id, pattern, unlessBefore, unlessAfter }: OptOutPhrase): Matcher {
  return {
    id,
    pattern: new RegExp(`(?<![^ ])(?:${withCommas(pattern)})(?![^ ])`, 'g'),
    before: unlessBefore ? new RegExp(`(?:${unlessBefore}) $`) : null,
    after: unlessAfter ? new RegExp(`^(?:${unlessAfter})`) : null,
  };
}

function withCommas(pattern: string): string {
  return pattern.replace(/(?<!\[[^\]]*|\(\?=|\(\?!) /g, ' (?:, )*');
}

function rulesBySaying(sayings: Readonly<Record<string, readonly string[]>>): Map<string, string> {
  return new Map(
    Object.entries(sayings).flatMap(([rule, list]) =>
      list.map((saying) => [saying, rule] as const),
    ),
  );
}
