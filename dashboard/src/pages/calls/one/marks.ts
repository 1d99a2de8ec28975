import type { RowOf } from '../../../live/kinds.ts';

/** A quote with the number under which it stands in the list of facts. */
export type NumberedQuote = { number: number; quote: string; turn: number | null };
/** Words of a turn; with a number they prove that fact. */
export type Piece = { words: string; number: number | null; isCut?: true };

type Turn = Pick<RowOf<'transcript'>, 'seq' | 'content' | 'heard' | 'generated'>;

/** The words of a turn in pieces: with quotes marked, and what was not heard at the end. */
export function piecesOf(turn: Turn, quotes: readonly NumberedQuote[]): Piece[] {
  const pieces = markedPieces(turn, quotes);
  const cut = cutOf(turn);
  return cut ? [...pieces, { words: cut, number: null, isCut: true }] : pieces;
}

function markedPieces({ seq, content }: Turn, quotes: readonly NumberedQuote[]): Piece[] {
  const lower = content.toLowerCase();
  const found = quotes
    .filter(({ turn }) => turn === null || turn === seq)
    .map(({ number, quote }) => ({ number, from: lower.indexOf(quote.toLowerCase()), quote }))
    .filter(({ from, quote }) => from >= 0 && quote !== '')
    .sort((a, b) => a.from - b.from);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { number, from, quote } of found) {
    if (from < at) continue;
    if (from > at) pieces.push({ words: content.slice(at, from), number: null });
    at = from + quote.length;
    pieces.push({ words: content.slice(from, at), number });
  }
  if (at < content.length) pieces.push({ words: content.slice(at), number: null });
  return pieces;
}

/** What was made and not heard; null: everything was heard. */
export function cutOf({ content, heard, generated }: Omit<Turn, 'seq'>): string | null {
  if (generated === null || heard) return null;
  const rest = generated.startsWith(content) ? generated.slice(content.length) : '';
  return rest.trim() === '' ? null : rest;
}
