/** One text of a conversation, in its order. */
export type LoopTurn = { who: 'lead' | 'agent' | 'staff'; text: string; at: Date };

export type MachineLoop = 'repeated_words' | 'repeated_answer' | 'no_pause';

/** The same words so often in a row are a machine's; a "yes" may answer several questions. */
const SAME_WORDS = 3;
const SAME_SHORT_WORDS = 5;
const SHORT_WORDS = 3;
/** Our own answer in the same words: the text that it answers repeats an earlier one. */
const SAME_ANSWER = 2;
/** So many answers in a row, each followed by a text within moments: no person writes like that. */
const ANSWERS = 10;
/** A person who reads an answer and writes one needs longer than this at least sometimes. */
const PAUSE_MS = 20_000;

/**
 * Whether a machine seems to be on the other side: two of them never stop. The newest turn is the
 * lead's, and is not answered yet. A person's text ends what was before it.
 */
export function machineLoop(turns: readonly LoopTurn[]): MachineLoop | null {
  const since = turns.slice(turns.findLastIndex(({ who }) => who === 'staff') + 1);
  const theirs = since.filter(({ who }) => who === 'lead').map(({ text }) => plain(text));
  const ours = since.filter(({ who }) => who === 'agent').map(({ text }) => plain(text));
  if (ours.length === 0) return null;
  const isShort = (theirs.at(-1) ?? '').split(' ').length <= SHORT_WORDS;
  const often = isShort ? SAME_SHORT_WORDS : SAME_WORDS;
  if (sameAtTheEnd(theirs) >= often && answersAmong(since, often) >= often - 1) {
    return 'repeated_words';
  }
  // We may repeat ourselves to a person who says new things: it counts only if that, too, has come
  // before.
  if (sameAtTheEnd(ours) >= SAME_ANSWER + 1) return 'repeated_answer';
  return quickAnswers(since) >= ANSWERS ? 'no_pause' : null;
}

/** How many of the last ones are the same. */
function sameAtTheEnd(texts: readonly string[]): number {
  const last = texts.at(-1);
  if (last === undefined || last === '') return 0;
  const other = texts.findLastIndex((text) => text !== last);
  return texts.length - 1 - other;
}

/** How often we answered between the last so many texts of the lead. */
function answersAmong(turns: readonly LoopTurn[], texts: number): number {
  const places = turns.flatMap(({ who }, place) => (who === 'lead' ? [place] : []));
  const first = places.at(-texts) ?? 0;
  return turns
    .slice(first)
    .filter(({ who }, n, all) => who === 'agent' && all[n + 1]?.who !== 'agent').length;
}

/** How many of our last answers were followed by a text before a person could have read them. */
function quickAnswers(turns: readonly LoopTurn[]): number {
  let quick = 0;
  for (let n = turns.length - 1; n > 0; n--) {
    const [before, turn] = [turns[n - 1], turns[n]];
    if (before?.who !== 'agent' || turn?.who !== 'lead') continue;
    if (turn.at.getTime() - before.at.getTime() >= PAUSE_MS) break;
    quick += 1;
  }
  return quick;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s\d]+/gu, ' ')
    .trim();
}
