import { once } from 'node:events';
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
 * Writes rows as a CSV file: page by page, and no faster than they are taken. A reader who goes away
 * ends it. No more than two at once in one process.
 */
export async function sendCsv<Row>(
  res: Response,
  { name, columns }: File<Row>,
  pages: AsyncIterable<readonly Row[]>,
): Promise<void> {
  if (running >= AT_ONCE) {
    throw new AppError(
      'too_many_requests',
      'Two other downloads are being written. Try again in a minute.',
    );
  }
  running += 1;
  try {
    res.type('text/csv; charset=utf-8');
    res.setHeader('cache-control', 'private, no-store');
    res.attachment(`${name}.csv`);
    res.write(BYTE_ORDER_MARK + stringify([Object.keys(columns)]));
    const read = Object.values(columns);
    for await (const rows of pages) {
      const lines = stringify(rows.map((row) => read.map((cell) => csvCell(cell(row)))));
      if (!res.write(lines)) await Promise.race([once(res, 'drain'), once(res, 'close')]);
      if (res.destroyed) return;
    }
    res.end();
  } catch (error) {
    // A file that ends in the middle must not look whole.
    if (res.headersSent) res.destroy();
    throw error;
  } finally {
    running -= 1;
  }
}
