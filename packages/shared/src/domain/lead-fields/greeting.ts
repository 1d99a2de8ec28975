import { visible } from './field-key.ts';
import { isPlaceholder } from './placeholders.ts';

/** A name as a text or a call may use it. Null where it would read badly. */
export type SpokenName = { full: string | null; first: string | null; last: string | null };

const NOBODY: SpokenName = { full: null, first: null, last: null };
const LONGEST_WORD = 30;
const LONGEST_NAME = 80;

const list = (words: string) => new Set(words.split(' '));
const TITLES = list(
  'mr mrs ms miss mx dr prof sir madam mme mlle m herr frau hr fr sr sra srta don dona doña sig sigra dott ing dhr mevr rev capt',
);
const SUFFIXES = list('jr sr ii iii iv md phd esq dds cpa mba rn');
/** What stands between two people of one entry; only the first is greeted. */
const BETWEEN = list('& + and und et y e og och en ja or oder /');
/** Placeholders that many forms and phone books contain in place of a name. */
const NO_PERSON = list(
  'customer client lead contact user guest admin administrator caller owner occupant resident subscriber prospect kunde cliente',
);
/** A word of a name: letters of any script, with the signs that names contain. */
const NAME_WORD = /^\p{L}[\p{L}\p{M}'’.·-]*$/u;
const LATIN = /^[\p{Script=Latin}'’.-]+$/u;

/**
 * The name for a greeting, from a name as it was written: "Test,," is Test, "Lovelace, Ada" is Ada;
 * "Dr.", "<test", "N/A", a number or "@annie" give none. Pages show a name as it was written.
 */
export function spokenName(written: string | null | undefined): SpokenName {
  const text = visible(written ?? '')
    .normalize('NFC')
    .replace(/\s+/g, ' ');
  if (isPlaceholder(text) || isMarkup(text)) return NOBODY;
  const words = wordsOf(text);
  const [first, ...others] = words.names;
  if (first === undefined) return NOBODY;
  const last = others.at(-1) ?? null;
  // A last name alone, as in "Mr. Smith", is no greeting.
  const alone = words.title !== null && last === null;
  const readsWell = mayGreet(first);
  const full = alone ? `${words.title} ${first}` : words.names.join(' ');
  return {
    first: readsWell && !alone ? first : null,
    last: last ?? (alone ? first : null),
    full: readsWell ? full.slice(0, LONGEST_NAME) : null,
  };
}

function isMarkup(text: string): boolean {
  // Tags, addresses, braces or formulas are no name.
  return /[<>{}[\]@\\|=]|https?:|www\.|\.(?:com|net|org)\b/i.test(text);
}

function wordsOf(text: string): { names: string[]; title: string | null } {
  const bare = text.replace(/\([^)]*\)?|"[^"]*"?/g, ' ');
  const parts = bare
    .split(/[,;]/)
    .map((part) => part.split(' ').map(trimmed).filter(Boolean))
    .filter((part) => part.length > 0)
    .filter((part, at) => at === 0 || !part.every(isSuffix));
  // "Lovelace, Ada": the first name stands after the comma.
  const [head = [], ...tail] = parts;
  const ordered = tail.length === 1 ? [...(tail[0] ?? []), ...head] : head;
  const title = ordered.find((word) => TITLES.has(plainWord(word))) ?? null;
  const names: string[] = [];
  for (const word of ordered) {
    if (BETWEEN.has(word.toLowerCase()) && names.length > 0) break;
    if (TITLES.has(plainWord(word)) || BETWEEN.has(word.toLowerCase())) continue;
    if (names.length > 0 && (isSuffix(word) || isPlaceholder(word))) continue;
    names.push((word.split('/')[0] ?? word).replace(/\.+$/, ''));
  }
  return { names, title };
}

/** Signs around a word belong to the list that it was cut from; a full stop may be its own. */
function trimmed(word: string): string {
  return word.replace(/^[^\p{L}\p{M}\p{N}@&+/]+/u, '').replace(/[^\p{L}\p{M}\p{N}.&+/]+$/u, '');
}

function plainWord(word: string): string {
  return word.toLowerCase().replaceAll('.', '');
}

function isSuffix(word: string): boolean {
  return SUFFIXES.has(plainWord(word));
}

function mayGreet(word: string): boolean {
  if (!NAME_WORD.test(word) || word.length > LONGEST_WORD) return false;
  if (isPlaceholder(word) || NO_PERSON.has(word.toLowerCase())) return false;
  // One Latin letter is an initial; one sign of another script may be a whole name.
  return !(LATIN.test(word) && word.replace(/[^\p{L}]/gu, '').length < 2);
}
