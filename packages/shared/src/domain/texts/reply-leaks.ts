/**
 * How many letters in a row are no accident. A description of opening hours stays below the longer.
 */
const RUN_LETTERS = { any: 36, long: 64 };

/** A model that describes its instructions instead of following them. */
const OF_RULES: readonly RegExp[] = [
  /\b(?:system|developer|hidden|initial|original|secret) (?:prompt|messages?|instructions?|rules)\b/i,
  /\bmy (?:\w+ )?(?:prompts?|instructions?|guidelines|programming|configuration|directives?|system message)\b/i,
  /\b(?:i (?:was|am|have been|'ve been)|i'm) (?:told|instructed|programmed|configured|prompted|ordered) (?:not )?to\b/i,
  /\bmy instruction\b|\bwhat i (?:was|am) told\b|\b(?:the|this|that) prompts?\b(?! (?:repl|respon|answer|service|attention|pay))/i,
  /\bmy rules\b|\b(?:instructions|prompt|rules) (?:say|says|tell me|i was given|are as follows|are:)/i,
  /\bas an? (?:ai |large )?language model\b|\b(?:developer|debug|admin|god|jailbreak|dan) mode\b|\bgpt\b|\bgpt-?\d|\bopenai\b|\bchatgpt\b|\banthropic\b/i,
  /\b(?:ignoring|ignored|disregarding|forgot) (?:all )?(?:my|the|previous|prior) (?:\w+ )?(?:instructions|rules)\b/i,
  /\b(?:mis|mes|las|les) (?:instrucciones|instructions|reglas|directives|consignes)\b|\bprompt (?:del )?sist[eè]m/i,
];

export function talksOfRules(text: string): boolean {
  return OF_RULES.some((phrase) => phrase.test(text));
}

/**
 * Whether a text repeats a stretch of something secret, by its letters alone: spacing, case,
 * punctuation and accents do not matter, nor whether it is written backwards or in ROT13. `long`
 * allows short quotations.
 */
export function repeats(text: string, secret: string, run: 'any' | 'long'): boolean {
  const length = RUN_LETTERS[run];
  const kept = lettersOf(secret);
  const said = lettersOf(text);
  if (kept.length < length) return false;
  const backwards = [...said].reverse().join('');
  return [said, backwards, halfAlphabetOn(said)].some((disguise) => {
    for (let from = 0; from + length <= disguise.length; from += 1) {
      if (kept.includes(disguise.slice(from, from + length))) return true;
    }
    return false;
  });
}

/** Whether a name, number or key that belongs elsewhere stands in a text, as a word of its own. */
export function mentions(text: string, name: string): boolean {
  const wanted = wordsOf(name);
  return wanted.trim() !== '' && wordsOf(text).includes(wanted);
}

function wordsOf(text: string): string {
  const words = bare(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return ` ${words.join(' ')} `;
}

function lettersOf(text: string): string {
  return bare(text).replace(/[^\p{L}\p{N}]/gu, '');
}

function bare(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function halfAlphabetOn(text: string): string {
  return text.replace(/[a-z]/g, (letter) =>
    String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97),
  );
}
