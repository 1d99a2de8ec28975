/** A part of a text around the words that were searched: they stand from `from` to `to` in `words`. */
export type Excerpt = { words: string; from: number; to: number };

const BEFORE = 40;
const LENGTH = 140;
const WORD = /[\p{L}\p{N}]+/gu;

/**
 * The part of a text that shows why it was found: about 140 characters around the first of the searched
 * words, on one line, with an ellipsis where something is left out. A text that was found by another
 * spelling of them has `from` and `to` 0.
 */
export function excerptOf(text: string, searched: string): Excerpt {
  const line = text.replace(/\s+/gu, ' ').trim();
  const wanted = (searched.toLowerCase().match(WORD) ?? []).toSorted((a, b) => b.length - a.length);
  const hit = firstHit(line, wanted);
  const begin = wordStart(line, Math.max(0, (hit?.index ?? 0) - BEFORE));
  const end = begin + LENGTH;
  const head = begin > 0 ? '…' : '';
  const tail = end < line.length ? '…' : '';
  const from = hit ? hit.index - begin + head.length : 0;
  return {
    words: head + line.slice(begin, end).toWellFormed() + tail,
    from,
    to: hit ? from + Math.min(hit.length, LENGTH) : 0,
  };
}

/** The first word of the text that begins with one of those. */
function firstHit(line: string, wanted: readonly string[]) {
  for (const match of line.matchAll(WORD)) {
    const word = match[0].toLowerCase();
    const found = wanted.find((one) => word.startsWith(one));
    if (found) return { index: match.index, length: found.length };
  }
  return null;
}

/** Not in the middle of a word, unless the word is as long as what stands before. */
function wordStart(line: string, at: number): number {
  if (at === 0) return 0;
  const space = line.indexOf(' ', at);
  return space === -1 || space > at + BEFORE / 2 ? at : space + 1;
}
