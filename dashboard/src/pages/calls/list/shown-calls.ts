import type { RowOf } from '../../../live/kinds.ts';
import type { CallFilter } from '../data/read-calls.ts';

type Call = Pick<
  RowOf<'call'>,
  'id' | 'status' | 'created_at' | 'direction' | 'origin' | 'campaign_id'
>;
type Shown<C> = { shown: C[]; arrived: number };

/** Of a call that just came it is not known whether it has an outcome, was in a group, or says the words. */
const UNKNOWN = ['outcome', 'view', 'q', 'agent_id', 'until'] as const;

/**
 * The listed calls, each as it stands now, in the order in which they were read; and how many came since
 * that the list would have. Those wait until they are asked for, so that nothing moves.
 */
export function shownCalls<C extends Call>(
  calls: readonly C[],
  listed: readonly string[],
  filter: CallFilter,
): Shown<C> {
  const byId = new Map(calls.map((call) => [call.id, call]));
  const shown = listed.flatMap((id) => byId.get(id) ?? []);
  if (filter.sort !== undefined || UNKNOWN.some((key) => filter[key] !== undefined)) {
    return { shown, arrived: 0 };
  }
  const known = new Set(listed);
  const newest = shown[0] ? Date.parse(shown[0].created_at) : 0;
  const arrived = calls.filter(
    (call) =>
      !known.has(call.id) &&
      Date.parse(call.created_at) >= Math.max(newest, Date.parse(filter.since ?? '') || 0) &&
      (filter.status === undefined || call.status === filter.status) &&
      (filter.direction === undefined || call.direction === filter.direction) &&
      (filter.origin === undefined || call.origin === filter.origin) &&
      (filter.campaign_id === undefined || call.campaign_id === filter.campaign_id),
  ).length;
  return { shown, arrived };
}
