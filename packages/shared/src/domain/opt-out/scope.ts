import { beginning } from '../beginning.ts';
import { preferenceIn } from './preferred-channel.ts';
import { expanded } from './shorthand.ts';
import { spokenOptOut } from './spoken-opt-out.ts';
import { spokenWords } from './spoken-words.ts';

/** What an opt-out covers: everything, calls, or texts. */
export type OptOutScope = 'all' | 'voice' | 'sms';

/** A longer text says more than one thing. */
const MOST_READ = 4_000;

/**
 * One channel, if a person refuses it and asks for the other in the same text. Everything, if the
 * rest of the words refuses as well, or leaves a doubt.
 */
export function plainScope(text: string): OptOutScope {
  const read = beginning(text, MOST_READ);
  if (read.length < text.length) return 'all';
  const preference = preferenceIn(spokenWords(expanded(read)).bare);
  if (!preference || spokenOptOut(preference.rest).optOut) return 'all';
  return preference.channel === 'texts' ? 'voice' : 'sms';
}

// A name before "call me" is another person who calls, and "my phone" is no call at all.
const CALL_ME =
  /\b(?:text|texts|texting|messages?|messaging|write|me|us|here|anymore|again|number|just|only|instead|rather|(?:can|could|will|would) you|you (?:can|could|should)|to) (?:call|phone|ring) (?:me|us|instead)\b(?! (?:a|an|names)\b)/;

/** Whether a text refuses texts and plainly asks to be called instead; a doubt is no wish. */
export function wantsCallInstead(text: string): boolean {
  return plainScope(text) === 'sms' && CALL_ME.test(spokenWords(expanded(text)).bare);
}

// A person who names calls, the number itself or all contact does not mean texts alone.
const MORE_THAN_TEXTS =
  /\b(?:call(?:s|ed|ing|er)?|phon(?:e|ed|ing)|ring(?:ing)?|number|contact\w*|reach\w*|bother\w*|alone|llam\w*|marqu\w*|numero|molest\w*|(?:r|m |m)?appel\w*|telephon\w*|tranquille|paix)\b/;

/**
 * What to suppress on these words of a lead. The operator's standard is for words that say nothing
 * of calls; plain words count for more, in either direction. `plain`: what the rules find in them.
 */
export function blockedScope(
  text: string,
  standard: 'all' | 'sms',
  plain: OptOutScope = plainScope(text),
): OptOutScope {
  if (plain !== 'all' || standard === 'all') return plain;
  const read = beginning(text, MOST_READ);
  const isWhole = read.length === text.length;
  return isWhole && !MORE_THAN_TEXTS.test(spokenWords(read).bare) ? 'sms' : 'all';
}
