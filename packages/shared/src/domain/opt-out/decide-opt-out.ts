import { beginning } from '../beginning.ts';
import {
  ALL_WORDS,
  AMBIGUOUS_STOP_WORDS,
  HELP_WORDS,
  isMistyped,
  NO_WORDS,
  PLAIN_STOP_WORDS,
  START_WORDS,
  STOP_WORDS,
  withoutCourtesy,
} from './keywords.ts';
import { plainlyRefused } from './plainly-refused.ts';
import { preferenceIn } from './preferred-channel.ts';
import { type OptOutScope, plainScope } from './scope.ts';
import { expanded } from './shorthand.ts';
import { compilePhrase, phrasesIn, SPOKEN_PHRASES } from './spoken-opt-out.ts';
import { spokenWords } from './spoken-words.ts';
import { isNeutral, isWholeSentence, mayMeanOtherwise } from './sure-sentence.ts';
import { TEXTING_PHRASES, WHOLE_SENTENCE } from './texting-phrases.ts';

/** What our last text asked, as far as it changes what a short answer means. */
export type LastQuestionKind =
  /** "Keep or cancel your appointment?" */
  | 'appointment'
  /** "May we go on texting you?" */
  | 'more_texts'
  /** The confirmation of an opt-out: "Which messages do you want to stop?" */
  | 'clarify_opt_out'
  | 'other';

/** `words` are the lead's own; `normalized` is what the rules saw. */
export type OptOutDecision = { normalized: string } & (
  | {
      kind: 'opt_out';
      /** `voice` when texts are what the lead asks for instead, `sms` when calls are. */
      scope: OptOutScope;
      rule: string;
      words: string;
    }
  | { kind: 'opt_in' | 'help'; rule: string; words: string }
  /** The rules are sure of nothing: a judge decides, before anything leaves. */
  | { kind: 'none'; rule: null; words: null }
);

type Asked = {
  lastQuestionKind?: LastQuestionKind;
  /** What the lead wrote right before, if nothing was said since. */
  before?: string | null;
};

const phrases = [...SPOKEN_PHRASES, ...TEXTING_PHRASES.map(compilePhrase)];

/** Longer texts say more than one thing: a model reads them. */
const MOST_READ = 1_600;
const MOST_WORDS = 40;

/**
 * Finds a refusal of further contact in one text of a lead. Rules only, for the words of which they
 * are sure in the languages of the allowed countries: keywords, and plain sentences that say
 * nothing else. Everything else (`none`) is left to a judge, before anything automated leaves for
 * that number. YES never lifts an opt-out.
 */
export function decideOptOut(
  text: string,
  { lastQuestionKind = 'other', before = null }: Asked = {},
): OptOutDecision {
  const read = beginning(text, MOST_READ);
  // A line of a list is no sentence: "can I / stop / by around three".
  const written = expanded(read).replace(/\s*\n\s*/g, ', ');
  const spoken = spokenWords(written);
  const { text: normalized, bare } = spoken;
  const said = read.trim();
  const undecided: OptOutDecision = { kind: 'none', rule: null, words: null, normalized };
  const refused = (rule: string, words = said, scope: OptOutScope = 'all'): OptOutDecision => ({
    kind: 'opt_out',
    scope,
    rule,
    words,
    normalized,
  });

  if (text.length > read.length || bare.split(' ').length > MOST_WORDS) {
    // A text that begins with the bare word has said it, whatever follows; a model reads the rest.
    const first = spokenWords(/^[^.!\n]{1,40}(?=[.!\n])/.exec(read)?.[0] ?? '').bare;
    return STOP_WORDS.has(first) && !(before !== null && isHalfSaid(before))
      ? refused('keyword')
      : undecided;
  }
  const core = withoutCourtesy(bare);
  if (STOP_WORDS.has(core) || isMistyped(core)) {
    if (before !== null && isHalfSaid(before)) return undecided;
    const asked = lastQuestionKind === 'appointment' && AMBIGUOUS_STOP_WORDS.has(core);
    // The bare word is a revocation by law and the network acts on it, whatever was asked.
    return asked && !isAlone(read, core) ? undecided : refused('keyword');
  }
  // "Ok, start" is talk; only the word alone lifts an opt-out.
  if (START_WORDS.has(bare))
    return { kind: 'opt_in', rule: 'keyword.start', words: said, normalized };
  if (HELP_WORDS.has(core)) return { kind: 'help', rule: 'keyword.help', words: said, normalized };
  if (lastQuestionKind === 'more_texts' && NO_WORDS.has(bare)) {
    return refused('answer.no_more_texts');
  }
  if (lastQuestionKind === 'clarify_opt_out' && ALL_WORDS.has(core)) return refused('answer.all');
  const plain = plainlyRefused(bare);
  if (plain) return refused(plain);

  const scope = plainScope(written);
  if (scope !== 'all') {
    // "Stop calling, texting is not welcome either" asks for nothing.
    if (!isNeutral(preferenceIn(bare)?.rest ?? '')) return undecided;
    return refused(scope === 'voice' ? 'prefers_texts' : 'prefers_calls', said, scope);
  }

  if (mayMeanOtherwise(bare)) return undecided;
  const sentence = wholeSentence(normalized, read);
  if (sentence) return refused(sentence);
  for (const phrase of phrasesIn(spoken, phrases)) {
    if (!isWholeSentence(normalized, phrase)) continue;
    // The rules read shorthand spelled out; the record keeps what the lead wrote.
    return refused(phrase.rule, text.includes(phrase.words) ? phrase.words : said);
  }
  return undecided;
}

// "Can I" and then "stop", a moment later, is the beginning of "stop by".
const HALF_SAID =
  /(?:^|\s)(?:can|could|may|should|shall|will|would|did|do|does|let|lets|lemme|gonna|wanna|going|want|need|have|plan|to|i|we|he|she|they|ill|just|bus|pit|next|which|what|the|a|my|at|non|full|one|dont|never|wont|cant|or)$/;

function isHalfSaid(text: string): boolean {
  return HALF_SAID.test(text.toLowerCase().replace(/['’]/g, '').trim());
}

const LINE_OF_ITS_OWN = /(?:^|\n)[ \t]*(?:STOP|STOPALL|UNSUBSCRIBE|STOP ALL|ARRET)[ \t.!]*(?:\n|$)/;

function wholeSentence(normalized: string, text: string): string | null {
  if (LINE_OF_ITS_OWN.test(text)) return 'keyword.line';
  const sentences = normalized.split('.').map(unmarked).filter(Boolean);
  const clauses = normalized.split(/[.,]/).map(unmarked).filter(Boolean);
  for (const [at, part] of sentences.entries()) {
    // "Stop! I meant Tuesday": the words after it explain it.
    if (!sentences.slice(at + 1).every(isNeutral)) continue;
    const core = withoutCourtesy(part);
    if (PLAIN_STOP_WORDS.has(core)) return 'keyword.sentence';
    // "No texts" loses its meaning without its courtesy word.
    const rule = WHOLE_SENTENCE.get(part) ?? WHOLE_SENTENCE.get(core) ?? plainlyRefused(part);
    if (rule) return rule;
  }
  const last = withoutCourtesy(clauses.at(-1) ?? '');
  return LAST_WORDS.has(last) ? 'keyword.last' : null;
}

/** The end of a text, read as if it stood alone: "not interested, stop". */
const LAST_WORDS = new Set(['stop', 'unsubscribe', 'opt out', 'remove me']);

function unmarked(words: string): string {
  return words.replaceAll(',', ' ').replace(/ +/g, ' ').trim();
}

function isAlone(text: string, word: string): boolean {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '') === word
  );
}
