import { beginning } from '../beginning.ts';
import { isMachineNotice, isReactionWord, REACTED_TO_A_PICTURE } from './reactions.ts';

/**
 * What a text of a lead is without our own words. `reaction`: a phone reports that one of our texts
 * is liked. `quotation`: hardly anything but our own words, and the rules cannot read the rest.
 * `machine`: an automatic message of a carrier or a phone. None of these is an answer, nor is a
 * picture without words, or nothing at all.
 */
export type SaidKind = 'words' | 'reaction' | 'quotation' | 'machine' | 'picture' | 'nothing';

/** `words`: the lead's own. */
export type Said = { kind: SaidKind; words: string };

/** As long as ten texts; of a longer one the rules read this much, and a model reads the rest. */
const LONGEST = 4_000;
const MOST_OF_OURS = 30;
const MOST_QUOTES = 8;
/** So many words in a row are ours even without quotation marks: they do not recur by chance. */
const UNMARKED_RUN = 7;
/** In quotation marks fewer suffice; but "stop", quoted, may be the lead's. */
const QUOTED_RUN = 5;
/** What a phone writes before a quotation: "Removed a question mark from". */
const LEAD_IN = 5;

const OPENS = '“”„«»"「『‹‟';
const CLOSES = '“”„«»"」』›‟';
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+(?:['’‘ʼ`´][\p{L}\p{M}\p{N}]+)*/gu;
const UNSEEN = /\s|\p{Cf}|\ufe0f|\ufffc|\(no subject\)/giu;
/** So much of its end shows whether a quotation was cut off. */
const TAIL = 40;
const CUT_OFF = /(?:…|\.\.\.)\s*$/u;

type Word = { norm: string; start: number; end: number };
type Stretch = { start: number; end: number };

/**
 * The lead's own words in a text: what we said last and find quoted there is ours, however the
 * lead's phone marks it. For every rule, tool or proof that needs the lead's words.
 */
export function leadsWords(text: string, ours: readonly string[]): string {
  const found = oursIn(text, ours);
  return found.length === 0 ? text : without(text, found);
}

export function saidIn(
  text: string,
  { ours, media = 0 }: { ours: readonly string[]; media?: number },
): Said {
  if (text.replace(UNSEEN, '') === '') {
    return { kind: media > 0 ? 'picture' : 'nothing', words: '' };
  }
  const plain = text.trim();
  // Anything else in it is judged as the words of any text are.
  if (isMachineNotice(plain)) return { kind: 'machine', words: text };
  if (REACTED_TO_A_PICTURE.test(plain)) return { kind: 'reaction', words: '' };
  const found = oursIn(text, ours);
  if (found.length === 0) return { kind: 'words', words: text };
  const words = without(text, found);
  const rest = wordsOf(words);
  if (rest.length === 0 || isReactionWord(words)) return { kind: 'reaction', words };
  // A phone puts its few words before the quotation, and asks nothing.
  const isFramed = found.length === 1 && rest.length <= LEAD_IN && endsWith(text, found[0]);
  return { kind: isFramed && !/[?？]/.test(words) ? 'quotation' : 'words', words };
}

function oursIn(text: string, ours: readonly string[]): Stretch[] {
  const read = beginning(text, LONGEST);
  const sent = ours
    .slice(0, MOST_OF_OURS)
    .map(wordsOf)
    .filter((words) => words.length > 0);
  if (sent.length === 0) return [];
  const quoted = quotedIn(read, sent);
  return [...quoted, ...copiedIn(read, sent, quoted)].sort((a, b) => a.start - b.start);
}

/** For each opening mark the longest stretch up to a closing one, or to the end, that we said. */
function quotedIn(text: string, sent: readonly Word[][]): Stretch[] {
  const words = wordsOf(text);
  const found: Stretch[] = [];
  let tries = MOST_QUOTES;
  for (let start = 0; start < text.length && tries > 0; start += 1) {
    if (!OPENS.includes(text[start] ?? '')) continue;
    tries -= 1;
    const end = quoteFrom(text, start, words, sent);
    if (end === null) continue;
    found.push({ start, end });
    start = end - 1;
  }
  return found;
}

function quoteFrom(
  text: string,
  start: number,
  words: readonly Word[],
  sent: readonly Word[][],
): number | null {
  const ends = [text.length];
  for (let at = text.length - 1; at > start + 1 && ends.length < MOST_QUOTES; at -= 1) {
    if (CLOSES.includes(text[at] ?? '')) ends.push(at + 1);
  }
  for (const end of ends) {
    const closed = CLOSES.includes(text[end - 1] ?? '');
    const last = closed ? end - 1 : end;
    // No word stands on both sides of a mark.
    const inside = words.filter((word) => word.start > start && word.end <= last);
    const cutOff = !closed || CUT_OFF.test(text.slice(Math.max(start + 1, last - TAIL), last));
    if (isOurs(inside, sent, cutOff)) return end;
  }
  return null;
}

function isOurs(words: readonly Word[], sent: readonly Word[][], cutOff: boolean): boolean {
  if (words.length === 0) return false;
  return sent.some((said) => {
    if (words.length === said.length) return runAt(said, 0, words, cutOff);
    if (words.length < QUOTED_RUN || words.length > said.length) return false;
    for (let from = 0; from + words.length <= said.length; from += 1) {
      if (runAt(said, from, words, cutOff)) return true;
    }
    return false;
  });
}

// A quotation that was cut off may end in the middle of a word.
function runAt(said: readonly Word[], from: number, words: readonly Word[], cutOff: boolean) {
  const last = words.length - 1;
  return words.every(({ norm }, n) => {
    const other = said[from + n]?.norm ?? '';
    return norm === other || (cutOff && n === last && n > 0 && other.startsWith(norm));
  });
}

/** Long runs of our words without any marks, as where a text is forwarded. */
function copiedIn(text: string, sent: readonly Word[][], quoted: readonly Stretch[]): Stretch[] {
  const words = wordsOf(text).filter(
    ({ start }) => !quoted.some((stretch) => start >= stretch.start && start < stretch.end),
  );
  const known = new Map<string, { said: readonly Word[]; from: number }>();
  for (const said of sent) {
    for (let at = 0; at + UNMARKED_RUN <= said.length; at += 1) {
      known.set(keyAt(said, at), { said, from: at });
    }
  }
  const found: Stretch[] = [];
  for (let at = 0; at + UNMARKED_RUN <= words.length; at += 1) {
    const ours = known.get(keyAt(words, at));
    if (!ours) continue;
    const { said, from } = ours;
    let length = UNMARKED_RUN;
    while (words[at + length] && words[at + length]?.norm === said[from + length]?.norm)
      length += 1;
    found.push({ start: words[at]?.start ?? 0, end: words[at + length - 1]?.end ?? 0 });
    at += length - 1;
  }
  return found;
}

function keyAt(words: readonly Word[], at: number): string {
  return words
    .slice(at, at + UNMARKED_RUN)
    .map(({ norm }) => norm)
    .join(' ');
}

/** The words around ours, without the marks that belonged to ours. */
function without(text: string, found: readonly Stretch[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of found) {
    parts.push(text.slice(from, start));
    from = end;
  }
  parts.push(text.slice(from));
  return parts
    .map((part) => part.replace(/^[\s.,;:!?…>]+(?=\s|$)|\s*>\s*$/gu, '').trim())
    .filter(Boolean)
    .join(' ')
    .trim();
}

function endsWith(text: string, stretch: Stretch | undefined): boolean {
  return stretch !== undefined && wordsOf(text.slice(stretch.end)).length === 0;
}

function wordsOf(text: string): Word[] {
  return [...beginning(text, LONGEST).matchAll(WORD)].map((match) => ({
    norm: match[0]
      .normalize('NFKC')
      .toLowerCase()
      .replace(/['’‘ʼ`´]/g, ''),
    start: match.index,
    end: match.index + match[0].length,
  }));
}
