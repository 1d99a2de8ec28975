import { compilePhrase, findPhrase, spokenOptOut } from '../opt-out.ts';
import { type OptOutScope, plainScope } from '../opt-out-scope.ts';
import { spokenWords } from '../opt-out-words.ts';
import { doubtAbout } from './opt-out-doubts.ts';
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
} from './opt-out-keywords.ts';
import { TEXTING_PHRASES, WHOLE_SENTENCE } from './opt-out-phrases.ts';
import { expanded } from './shorthand.ts';

/** What the last text from us asked, as far as it changes what a short answer means. */
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
  | { kind: 'opt_in' | 'help' | 'unsure'; rule: string; words: string }
  | { kind: 'none'; rule: null; words: null }
);

const phrases = TEXTING_PHRASES.map(compilePhrase);

/** Words that fit a rule and mean something else in writing; a model may tell. */
const OTHERWISE: readonly (readonly [id: string, meaning: RegExp])[] = [
  // Spoken, "no me mande" ends contact; written, "no me mande el rojo" orders another one.
  [
    'es.that_one',
    /\bno (?:me |nos )(?:mand|envi)\w+ (?:el|la|los|las|un|una|al) (?!mensaje|texto|sms)\w+/,
  ],
  ['en.opt_out_terms', /\bopt out (?:fee|form|option|clause|period|deadline|policy|box|window)\b/],
  [
    'en.my_mistake',
    /\b(?:oops|whoops|my bad|ignore|meant for|sorry)(?: \w+){0,2} wrong (?:person|chat)\b/,
  ],
];

/**
 * Finds a refusal of further contact in one text of a lead, in English, Spanish or French. Rules
 * only. `unsure` looks like a refusal and matches none: a model is to be asked before anything is
 * answered, and the answer is held while the model is unsure. YES never lifts an opt-out.
 */
export function decideOptOut(
  text: string,
  { lastQuestionKind = 'other' }: { lastQuestionKind?: LastQuestionKind } = {},
): OptOutDecision {
  const written = expanded(withoutReaction(text));
  const spoken = spokenWords(written);
  const { text: normalized, bare } = spoken;
  const found = (kind: 'opt_in' | 'help' | 'unsure', rule: string): OptOutDecision => ({
    kind,
    rule,
    words: text.trim(),
    normalized,
  });
  const refused = (
    rule: string,
    words = text.trim(),
    scope: OptOutScope = 'all',
  ): OptOutDecision => ({ kind: 'opt_out', scope, rule, words, normalized });

  const core = withoutCourtesy(bare);
  if (STOP_WORDS.has(core) || isMistyped(core)) {
    const asked = lastQuestionKind === 'appointment' && AMBIGUOUS_STOP_WORDS.has(core);
    // The bare word is a revocation by law and the network acts on it, whatever was asked.
    return asked && !isAlone(text, core)
      ? found('unsure', 'keyword.in_answer')
      : refused('keyword');
  }
  // "Ok, start" is talk; what lifts a block is the word alone.
  if (START_WORDS.has(bare)) return found('opt_in', 'keyword.start');
  if (HELP_WORDS.has(core)) return found('help', 'keyword.help');
  if (lastQuestionKind === 'more_texts' && NO_WORDS.has(bare)) {
    return refused('answer.no_more_texts');
  }
  if (lastQuestionKind === 'clarify_opt_out' && ALL_WORDS.has(core)) return refused('answer.all');

  const sentence = wholeSentence(normalized);
  if (sentence) return refused(sentence);

  const scope = plainScope(written);
  if (scope !== 'all') {
    return refused(scope === 'voice' ? 'prefers_texts' : 'prefers_calls', text.trim(), scope);
  }

  const said = spokenOptOut(written);
  const phrase = said.optOut ? said : findPhrase(spoken, phrases);
  if (phrase) {
    const otherwise = OTHERWISE.find(([, meaning]) => meaning.test(bare));
    if (otherwise) return found('unsure', otherwise[0]);
    // Shorthand was spelled out for the rules; the record keeps what the lead wrote.
    return refused(phrase.rule, text.includes(phrase.words) ? phrase.words : text.trim());
  }

  const doubt = doubtAbout(bare, text);
  return doubt ? found('unsure', doubt) : { kind: 'none', rule: null, words: null, normalized };
}

// A telephone tells of a thumbs-up by quoting our own text, "Reply STOP" and all.
const REACTION =
  /^\s*(?:(?:liked|loved|disliked|emphasized|questioned|laughed at|reacted \S+ to|removed an? \w+ from|le gust[oó]|le encant[oó]|a aim[eé]|a ador[eé])|\p{Extended_Pictographic}\S* to)\s+["“«].*["”»]\s*$/isu;

function withoutReaction(text: string): string {
  return REACTION.test(text) ? '' : text;
}

function wholeSentence(normalized: string): string | null {
  const sentences = normalized.split('.').map(unmarked);
  const last = normalized
    .split(/[.,]/)
    .map(unmarked)
    .findLast((clause) => clause !== '');

  for (const part of last ? [...sentences, last] : sentences) {
    const core = withoutCourtesy(part);
    if (PLAIN_STOP_WORDS.has(core)) return 'keyword.sentence';
    // "No texts" loses its meaning with its courtesy.
    const rule = WHOLE_SENTENCE.get(part) ?? WHOLE_SENTENCE.get(core);
    if (rule) return rule;
  }
  return null;
}

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
