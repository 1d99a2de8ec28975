import { blockedScope, type OptOutScope } from '../opt-out/scope.ts';
import { findQuote, type QuotableTurn } from '../quote.ts';

/** Whether a text of a lead refuses contact. `pending`: not judged; `unclear`: a person decides. */
export const WORDS_VERDICTS = ['pending', 'refuses', 'not', 'unclear'] as const;

/** A judge's answer about the texts of a lead. A claim, until the words are found. */
export type WordsClaim = {
  verdict: 'refuses' | 'not' | 'unclear';
  /** `voice`: texts are asked for in place of calls; `sms`: calls in place of texts. */
  scope: OptOutScope;
  /** The words that refuse, letter by letter. */
  words: string;
};

export type JudgedText = { id: string; words: string };

export type ProvenVerdict =
  | { verdict: 'refuses'; id: string; words: string; scope: OptOutScope }
  | { verdict: 'not' }
  | { verdict: 'unclear'; why: string };

/** Longer texts are not judged: a refusal may stand anywhere in them. */
export const MOST_JUDGED = 12_000;

/**
 * What may be recorded of a claim. A number is suppressed on the lead's own words and never on a
 * model's; a claim that its words do not support is unclear. `standard`: what is suppressed where
 * the words do not say.
 */
export function provenVerdict(
  claim: WordsClaim,
  texts: readonly JudgedText[],
  standard: 'all' | 'sms',
): ProvenVerdict {
  if (claim.verdict === 'unclear') return unclear('The judge cannot tell.');
  const length = texts.reduce((sum, { words }) => sum + words.length, 0);
  if (claim.verdict === 'not') {
    return length > MOST_JUDGED ? unclear('It is too long to be judged.') : { verdict: 'not' };
  }
  for (const { id, words } of texts) {
    const found = findQuote(claim.words, [turn(words)]);
    if (found) return refuses(id, found.quote, claim.scope, standard);
  }
  // One sentence over several texts of a burst: the last one completes it.
  const last = texts.at(-1);
  const together = findQuote(claim.words, [turn(texts.map(({ words }) => words).join(' '))]);
  if (last && together) return refuses(last.id, together.quote, claim.scope, standard);
  return unclear('The lead wrote no such words.');
}

function refuses(
  id: string,
  words: string,
  scope: OptOutScope,
  standard: 'all' | 'sms',
): ProvenVerdict {
  const closed = scope === 'all' ? blockedScope(words, standard) : scope;
  return { verdict: 'refuses', id, words, scope: closed };
}

function unclear(why: string): ProvenVerdict {
  return { verdict: 'unclear', why };
}

function turn(text: string): QuotableTurn {
  return { turn: 0, who: 'lead', text };
}
