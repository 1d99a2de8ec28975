import { writeCursor } from './cursor.ts';
import { type Answer, page } from './route.ts';

/**
 * One page out of rows of which one more than `limit` was asked for: it says whether there is a next
 * page. `positionOf` says where that page begins: after this row.
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
