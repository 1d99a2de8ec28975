import type { RowOf } from '../../../live/kinds.ts';
import type { CallFilter } from '../data/read-calls.ts';

type Call = Pick<RowOf<'call'>, 'id' | 'status' | 'created_at' | 'direction'>;

/**
 * The listed calls, with those that came since by the live log; newest first. Whether a call that just
 * came has an outcome or the words of a search is not known: such a list grows only when it is asked for
 * again.
 */
export function newestFirst<C extends Call>(
  calls: readonly C[],
  listed: readonly string[],
  { status, outcome, q, direction }: CallFilter,
): C[] {
  const byId = new Map(calls.map((call) => [call.id, call]));
  const shown = listed.flatMap((id) => byId.get(id) ?? []);
  const newest = shown[0] ? Date.parse(shown[0].created_at) : 0;
  const known = new Set(listed);
  const came =
    outcome !== undefined || q !== undefined
      ? []
      : calls.filter(({ id, created_at }) => !known.has(id) && Date.parse(created_at) >= newest);
  return [...came, ...shown]
    .filter((call) => status === undefined || call.status === status)
    .filter((call) => direction === undefined || call.direction === direction)
    .sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
}
