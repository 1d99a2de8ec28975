import { writeCursor } from './cursor.ts';
import { type Answer, page } from './route.ts';

/**
 * One page of rows, of which one more than `limit` was queried to see whether there is a next page.
 * `positionOf` gives the row after which that page begins.
 */
export function pageOf<Row>(
  found: Row[],
  limit: number,
  positionOf: (last: Row) => Record<string, unknown>,
): Answer {
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return page(rows, last ? writeCursor(positionOf(last)) : null);
}
