/** One turn of a conversation. */
export type QuotableTurn = { turn: number; who: string; text: string };

export type FoundQuote = {
  turn: number;
  /** The words as they stand in the transcript. */
  quote: string;
};

type Word = { norm: string; start: number; end: number };

const MIN_LONE_WORD_LENGTH = 4;

// Scripts written without spaces are matched sign by sign. Apostrophes belong to their word.
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+(?:['’‘ʼ`´][\p{L}\p{M}\p{N}]+)*/gu;
const APOSTROPHES = /['’‘ʼ`´]/g;

/**
 * Finds a model's quotation in the transcript, so that no outcome rests on words that were never
 * said. Case, spacing, punctuation and quotation marks may differ; the words must stand in one
 * turn, in one run. The claimed turn is searched first. Only the lead's own turns count, unless
 * `anyone`.
 */
export function findQuote(
  quote: string,
  turns: readonly QuotableTurn[],
  claimedTurn: number | null = null,
  options: { anyone?: boolean } = {},
): FoundQuote | null {
  const wanted = wordsOf(quote);
  if (wanted.length === 0) return null;

  const eligible = turns.filter((turn) => options.anyone === true || turn.who === 'lead');
  const ordered = [
    ...eligible.filter((turn) => turn.turn === claimedTurn),
    ...eligible.filter((turn) => turn.turn !== claimedTurn),
  ];
  for (const turn of ordered) {
    const found = runIn(turn.text, wanted);
    if (found !== null) return { turn: turn.turn, quote: found };
  }
  return null;
}

function runIn(text: string, wanted: readonly Word[]): string | null {
  const words = wordsOf(text);
  for (let from = 0; from + wanted.length <= words.length; from += 1) {
    if (!wanted.every((word, index) => words[from + index]?.norm === word.norm)) continue;
    if (tooThin(wanted, words)) return null;
    const start = words[from]?.start ?? 0;
    const end = words[from + wanted.length - 1]?.end ?? 0;
    return text.slice(start, end);
  }
  return null;
}

// A lone "no" is found almost anywhere; it proves something only as a whole turn.
function tooThin(wanted: readonly Word[], turn: readonly Word[]): boolean {
  const [lone] = wanted;
  if (wanted.length > 1 || !lone) return false;
  return turn.length > 1 && lone.norm.length < MIN_LONE_WORD_LENGTH;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map((match) => ({
    norm: match[0].normalize('NFKC').toLowerCase().replace(APOSTROPHES, ''),
    start: match.index,
    end: match.index + match[0].length,
  }));
}
