import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';
import { csvCell } from './csv-cell.ts';

/** Each reads page after page from the database for as long as it takes. */
const AT_ONCE = 2;
let running = 0;

/** Excel takes a file without it for one in the machine's own old encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

type File<Row> = {
  /** Without the ending. */
  name: string;
  columns: Readonly<Record<string, (row: Row) => unknown>>;
};

/**
 * Writes rows as a CSV file: page by page, and no faster than they are taken. Returns whether all were:
 * a reader who goes away ends it. No more than two at once in one process.
 */
export async function sendCsv<Row>(
  res: Response,
  { name, columns }: File<Row>,
  pages: AsyncGenerator<readonly Row[]>,
): Promise<boolean> {
  if (running >= AT_ONCE) {
    throw new AppError(
      'too_many_requests',
      'Two other downloads are being written. Try again in a minute.',
    );
  }
  running += 1;
  try {
    // Before the head goes out: a list that cannot be read is answered as any other failure.
    const first = await pages.next();
    res.type('text/csv; charset=utf-8');
    res.setHeader('cache-control', 'private, no-store');
    res.attachment(`${name}.csv`);
    await pipeline(Readable.from(linesOf(columns, first, pages)), res);
    return true;
  } catch (error) {
    if (isReaderGone(error)) return false;
    throw error;
  } finally {
    running -= 1;
  }
}

async function* linesOf<Row>(
  columns: File<Row>['columns'],
  first: IteratorResult<readonly Row[]>,
  rest: AsyncGenerator<readonly Row[]>,
) {
  const read = Object.values(columns);
  const lines = (rows: readonly Row[]) =>
    stringify(rows.map((row) => read.map((cell) => csvCell(cell(row)))));
  yield BYTE_ORDER_MARK + stringify([Object.keys(columns)]);
  if (first.done) return;
  yield lines(first.value);
  for await (const rows of rest) yield lines(rows);
}

const isReaderGone = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
