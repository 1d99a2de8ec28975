/** The part of a conversation that is known without a gap: from `first` to its end. */
export type SeqRange = {
  first: number;
  /** The `before` of the page before; null: `first` is the beginning. */
  older: number | null;
};

type Page = { seqs: readonly number[]; older: number | null };

const least = (seqs: readonly number[]) => seqs.reduce((a, b) => Math.min(a, b), Infinity);

/**
 * The newest page was fetched, for the first time or again. What came while nobody listened may be
 * more than one page: then what was known before is not joined to it, and is left until it is asked for.
 */
export function withNewest(
  range: SeqRange | null,
  page: Page,
  isKnown: (seq: number) => boolean,
): SeqRange {
  const first = page.seqs.length > 0 ? least(page.seqs) : 1;
  if (range === null || first <= range.first) return { first, older: page.older };
  for (let seq = range.first; seq < first; seq += 1) {
    if (!isKnown(seq)) return { first, older: page.older };
  }
  return range;
}

/** A page of older texts came. One that was asked for before a gap was found joins nothing. */
export function withOlder(range: SeqRange, page: Page & { before: number }): SeqRange {
  if (page.before !== range.older) return range;
  const first = page.seqs.length > 0 ? Math.min(range.first, least(page.seqs)) : range.first;
  return { first, older: page.older };
}
